package dev.limen.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Device;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rich authorization requests (RFC 9396). */
@QuarkusTest
class RichRequestsTest {

    private static final String BANK = "https://bank.example.com";
    private static final String API = "https://api.example.com";
    private static final String PAYMENT = "{\"type\":\"payment_initiation\",\"actions\":[\"initiate\",\"status\"],"
            + "\"instructedAmount\":{\"currency\":\"EUR\",\"amount\":\"123.50\"},"
            + "\"creditorName\":\"Merchant <b>A</b>\",\"limit\":12.50}";
    private static final String ACCOUNTS =
            "{\"type\":\"account_information\",\"actions\":[\"list_accounts\",\"read_balances\"]}";
    private static final String FOLDER = "{\"type\":\"folder_access\",\"path\":\"/reports\"}";

    private final URI provider = Provider.uri();
    private final RelyingParty planner = RelyingParty.planner(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    Clients clients;

    @Test
    void whatWasAllowedIsInTheAnswerTheTokenAndTheIntrospection() {
        JsonPath tokens = tokens(request("openid", PAYMENT));
        assertThat(tokens.getString("authorization_details[0].creditorName")).isEqualTo("Merchant <b>A</b>");
        Jwt token = Jwt.of(tokens.getString("access_token"));
        assertThat(token.list("aud")).containsExactly(BANK, provider.toString());
        assertThat(token.claims()).containsEntry("scope", "openid").containsKey("authorization_details");
        introspect(planner, tokens)
                .body("authorization_details.size()", equalTo(1))
                .body("authorization_details[0].limit", equalTo(12.50f))
                .body("authorization_details[0].instructedAmount.amount", equalTo("123.50"));
    }

    /** RFC 9396, section 3.1: details can stand alone, and the token is then for whoever understands them. */
    @Test
    void noScopeIsNeededBesides() {
        JsonPath tokens = tokens(request("openid", PAYMENT).without("scope"));
        assertThat(tokens.getMap(""))
                .containsKeys("authorization_details", "refresh_token")
                .doesNotContainKeys("scope", "id_token");
        assertThat(Jwt.of(tokens.getString("access_token")).claims())
                .containsEntry("aud", BANK)
                .doesNotContainKey("scope");
        introspect(planner, tokens).body("$", not(hasKey("scope"))).body("aud", equalTo(BANK));
        assertThat(refresh(tokens, Map.of()).getList("authorization_details")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{\"type\":\"unheard-of\"}]",
                // not as its schema has it, or with members of which that does not speak
                "[{\"type\":\"folder_access\"}]",
                "[{\"type\":\"folder_access\",\"path\":1}]",
                "[{\"type\":\"folder_access\",\"path\":\"/\",\"actions\":[\"write\"]}]",
                "[{\"type\":\"folder_access\",\"path\":\"/\"},{\"type\":\"folder_access\"}]",
                "[{\"type\":\"account_information\",\"actions\":[]}]",
                "[{\"type\":\"account_information\",\"actions\":[\"delete\"]}]",
                // somewhere else than at the resources of the type
                "[{\"type\":\"account_information\",\"actions\":[\"list_accounts\"],\"locations\":[\"https://evil.example\"]}]",
                "[{\"type\":\"account_information\",\"actions\":[\"list_accounts\"],\"locations\":[\"https://bank.example.com.evil.example\"]}]"
            })
    void whatNobodyDeclaredSoIsRefused(String details) {
        Request request = planner.request("openid").with("authorization_details", details);
        assertThat(RelyingParty.answer(browser.get(request.uri())))
                .containsEntry("error", "invalid_authorization_details")
                .containsKeys("state", "iss");
        planner.token(Map.of("grant_type", ClientMetadata.CLIENT_CREDENTIALS, "authorization_details", details))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_authorization_details"));
        planner.post("/device_authorization", Map.of("authorization_details", details))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_authorization_details"));
    }

    @Test
    void aTypeForWhichTheClientIsNotRegisteredIsAsGoodAsUnknown() {
        Request request =
                RelyingParty.web(provider).request("openid").with("authorization_details", "[" + FOLDER + "]");
        assertThat(RelyingParty.answer(browser.get(request.uri())))
                .containsEntry("error", "invalid_authorization_details");
    }

    @Test
    void thePersonReadsWhatIsAskedInWordsAndAllOfIt() {
        Visit page = People.BOB.signIn(
                browser,
                browser.get(request("openid profile", PAYMENT, ACCOUNTS).uri()));
        assertThat(page.page()).isEqualTo("consent");
        List<String> asked = page.document().select(".permissions > li").eachText();
        assertThat(asked).anySatisfy(text -> assertThat(text).startsWith("Pay 123.50 EUR to Merchant <b>A</b>"));
        assertThat(asked)
                .anySatisfy(text -> assertThat(text).startsWith("See in your accounts: list_accounts, read_balances"));
        assertThat(page.document().select(".sent").eachText()).contains("123.50", "EUR", "Merchant <b>A</b>");
        assertThat(page.document().select(".fields").first().text())
                .contains("limit 12.50", "actions initiate, status", "instructedAmount currency: EUR, amount: 123.50");
        assertThat(page.document().select("b")).isEmpty();
        // a payment is nothing to be remembered
        assertThat(page.body()).doesNotContain("remember");
    }

    @Test
    void thePageSpeaksTheirLanguage() {
        UserAgent german = new UserAgent(provider, "de-AT");
        Visit page = People.BOB.signIn(
                german, german.get(request("openid", PAYMENT, FOLDER).uri()));
        assertThat(page.document().select(".permissions").text())
                .contains("Merchant <b>A</b> bekommt 123.50 EUR", "Open the folder /reports");
    }

    @Test
    void onlyWhatMayBeRememberedIsAndMoreIsAskedAgain() {
        People.CAROL.authorize(browser, request("openid", ACCOUNTS));
        assertThat(browser.get(request("openid", ACCOUNTS).uri()).elsewhere()).isTrue();
        String less = ACCOUNTS.replace(",\"read_balances\"", "");
        assertThat(browser.get(request("openid", less).uri()).elsewhere()).isTrue();
        String more = ACCOUNTS.replace("read_balances", "read_transactions");
        assertThat(browser.get(request("openid", more).uri()).page()).isEqualTo("consent");
        assertThat(browser.get(request("openid", ACCOUNTS, FOLDER).uri()).page())
                .isEqualTo("consent");

        browser.press(browser.get(request("openid", more, FOLDER).uri()), "#allow");
        assertThat(browser.get(request("openid", ACCOUNTS, FOLDER).uri()).elsewhere())
                .isTrue();

        browser.press(browser.get(request("openid", PAYMENT).uri()), "#allow");
        Visit again = browser.get(request("openid", PAYMENT).uri());
        assertThat(again.page()).isEqualTo("consent");
        assertThat(RelyingParty.answer(browser.get(
                        request("openid", PAYMENT).with("prompt", "none").uri())))
                .containsEntry("error", "consent_required");
    }

    /** Section 6.1. */
    @Test
    void theTokenEndpointNarrowsAndTheRefreshTokenKeepsAll() {
        Request request = request("openid", PAYMENT, ACCOUNTS);
        Map<String, String> answer = People.BOB.authorize(browser, request);
        String other = PAYMENT.replace("123.50", "999.00");
        refused(request.redeem(answer, details(other)));
        refused(request.redeem(answer, details(FOLDER)));
        refused(request.redeem(answer, Map.of("authorization_details", "[{}]")));
        String less = ACCOUNTS.replace("\"list_accounts\",", "");
        JsonPath first = json(request.redeem(answer, details(less)));
        assertThat(first.getList("authorization_details.type", String.class)).containsExactly("account_information");
        assertThat(first.getList("authorization_details[0].actions", String.class))
                .containsExactly("read_balances");

        JsonPath second = refresh(first, Map.of());
        assertThat(second.getList("authorization_details.type", String.class))
                .containsExactly("payment_initiation", "account_information");
        refused(planner.token(refreshForm(second, details(other))));
        JsonPath third = refresh(second, details(PAYMENT));
        assertThat(third.getList("authorization_details.type", String.class)).containsExactly("payment_initiation");
    }

    /** RFC 8707 beside it: a token for one resource tells nothing of what is for another. */
    @Test
    void eachResourceGetsWhatIsForIt() {
        String atTheBank = ACCOUNTS.replace("}", ",\"locations\":[\"" + BANK + "/accounts\"]}");
        Request request = request("openid api:read", atTheBank, PAYMENT, FOLDER);
        JsonPath both = json(request.redeem(People.BOB.authorize(browser, request)));
        assertThat(Jwt.of(both.getString("access_token")).list("aud")).containsExactly(API, BANK, provider.toString());

        JsonPath api = refresh(both, Map.of("resource", API));
        assertThat(api.getList("authorization_details.type", String.class)).containsExactly("folder_access");
        JsonPath bank = refresh(api, Map.of("resource", BANK));
        assertThat(bank.getList("authorization_details.type", String.class))
                .containsExactly("account_information", "payment_initiation", "folder_access");
        assertThat(bank.getString("scope")).isEqualTo("openid");
    }

    /** Section 9.2. */
    @Test
    void aResourceServerLearnsWhatIsForIt() {
        JsonPath tokens = tokens(request("openid api:read", PAYMENT, ACCOUNTS, FOLDER));
        introspect(RelyingParty.reportsApi(provider), tokens)
                .body(
                        "authorization_details.type",
                        contains("payment_initiation", "account_information", "folder_access"));
        String atTheApi = ACCOUNTS.replace("}", ",\"locations\":[\"" + API + "\"]}");
        introspect(RelyingParty.reportsApi(provider), tokens(request("openid api:read", PAYMENT, atTheApi)))
                .body("authorization_details.type", contains("payment_initiation"));
    }

    @Test
    void aMachineGetsWhatItIsRegisteredFor() {
        JsonPath tokens = json(planner.token(credentials(details(FOLDER))));
        assertThat(tokens.getMap("")).doesNotContainKey("scope");
        assertThat(tokens.getString("authorization_details[0].path")).isEqualTo("/reports");
        Map<String, Object> form = credentials(details(FOLDER));
        form.put("scope", "api:read");
        assertThat(json(planner.token(form)).getString("scope")).isEqualTo("api:read");
        // of another request of the same client nothing is left
        assertThat(json(planner.token(credentials(Map.of()))).getMap("")).doesNotContainKey("authorization_details");
    }

    @Test
    void aDeviceGetsWhatThePersonReadAndAllowed() {
        Device device = Device.of(
                planner,
                planner.post("/device_authorization", details(PAYMENT))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath());
        Visit page = device.page(browser, People.BOB);
        assertThat(page.document().select(".permissions").text()).contains("Pay 123.50 EUR to Merchant <b>A</b>");
        browser.press(page, "#allow");
        JsonPath tokens = json(device.poll());
        assertThat(tokens.getList("authorization_details.type", String.class)).containsExactly("payment_initiation");
        assertThat(tokens.getMap("")).doesNotContainKey("scope");
        assertThat(refresh(tokens, Map.of()).getList("authorization_details")).hasSize(1);
    }

    @Test
    void anExchangedTokenHasNoMoreThanTheOneThatWasGiven() {
        JsonPath given = tokens(request("openid api:read", ACCOUNTS, PAYMENT));
        String token = given.getString("access_token");
        JsonPath all = json(planner.exchange(token, Map.of("audience", BANK)));
        assertThat(all.getList("authorization_details.type", String.class))
                .containsExactly("account_information", "payment_initiation");
        JsonPath less =
                json(planner.exchange(token, Map.of("audience", BANK, "authorization_details", "[" + PAYMENT + "]")));
        assertThat(less.getList("authorization_details.type", String.class)).containsExactly("payment_initiation");
        refused(planner.exchange(token, Map.of("audience", BANK, "authorization_details", "[" + FOLDER + "]")));
    }

    /** S8, for details: a type that was taken from the client is in no new token, whatever was granted. */
    @Test
    void whatIsTakenOutOfTheRegistrationIsTakenOutOfTheTokens() {
        JsonPath tokens = tokens(request("openid", FOLDER, ACCOUNTS));
        ClientMetadata before = register(List.of("account_information"));
        try {
            JsonPath refreshed = refresh(tokens, Map.of());
            assertThat(refreshed.getList("authorization_details.type", String.class))
                    .containsExactly("account_information");
            refused(planner.token(refreshForm(refreshed, details(FOLDER))));
            refused(planner.token(credentials(details(FOLDER))));
        } finally {
            register(before.authorizationDetailsTypes());
        }
    }

    @Test
    void anOpaqueTokenRemembersThem() {
        ClientMetadata before = register(Map.of("access_token_format", "opaque"));
        try {
            JsonPath tokens = tokens(request("openid", PAYMENT));
            assertThat(tokens.getString("access_token")).doesNotContain(".");
            introspect(planner, tokens)
                    .body("authorization_details[0].limit", equalTo(12.50f))
                    .body("authorization_details[0].instructedAmount.currency", equalTo("EUR"));
        } finally {
            register(before.toMap());
        }
    }

    private Request request(String scope, String... objects) {
        return planner.request(scope).with("authorization_details", "[" + String.join(",", objects) + "]");
    }

    private static Map<String, String> details(String... objects) {
        return Map.of("authorization_details", "[" + String.join(",", objects) + "]");
    }

    private JsonPath tokens(Request request) {
        return json(request.redeem(People.BOB.authorize(browser, request)));
    }

    private static Map<String, Object> credentials(Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("grant_type", ClientMetadata.CLIENT_CREDENTIALS);
        return form;
    }

    private static Map<String, Object> refreshForm(JsonPath tokens, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("grant_type", ClientMetadata.REFRESH_TOKEN);
        form.put("refresh_token", tokens.getString("refresh_token"));
        return form;
    }

    private JsonPath refresh(JsonPath tokens, Map<String, ?> more) {
        return json(planner.token(refreshForm(tokens, more)));
    }

    private static ValidatableResponse introspect(RelyingParty client, JsonPath tokens) {
        return client.post("/introspect", Map.of("token", tokens.getString("access_token")))
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
    }

    private static JsonPath json(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private static void refused(Response response) {
        response.then()
                .statusCode(400)
                .body("error", equalTo("invalid_authorization_details"))
                .body("access_token", nullValue());
    }

    private ClientMetadata register(List<String> types) {
        return register(Map.of("authorization_details_types", types));
    }

    private ClientMetadata register(Map<String, Object> members) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ClientMetadata before = clients.find("planner").orElseThrow().metadata;
            Map<String, Object> changed = new HashMap<>(before.toMap());
            changed.putAll(members);
            clients.store(
                    new ClientRegistration("planner", Optional.empty(), ClientMetadata.of(changed), Optional.empty()));
            return before;
        });
    }
}
