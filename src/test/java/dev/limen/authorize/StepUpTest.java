package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.config.Issuer;
import dev.limen.metadata.Metadata;
import dev.limen.protocol.AcrLevel;
import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.Levels;
import dev.limen.resource.ResourceDeclaration;
import dev.limen.resource.Resources;
import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Levels of authentication (OpenID Connect Core 1.0, sections 3.1.2.1 and 5.5.1.1), and step-up (RFC 9470). */
@QuarkusTest
class StepUpTest {

    private static final String FRESH = "urn:example:fresh";
    private static final String USUAL = "urn:example:usual";
    private static final Duration LATER = Duration.ofMinutes(6);

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    AuthorizeMetadata metadata;

    @Inject
    Issuer issuer;

    @Inject
    Levels levels;

    @Inject
    Resources resources;

    @Inject
    Clients clients;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @BeforeEach
    void declare() {
        levels.store(List.of(
                new AcrLevel(USUAL, List.of("pwd"), Optional.empty()),
                new AcrLevel(FRESH, List.of("pwd"), Optional.of(Duration.ofMinutes(5)))));
    }

    @AfterEach
    void restore() {
        clock.reset();
        demand(ResourceDeclaration.of(provider.toString(), List.of()));
        database.execute("delete from resources where identifier = '" + provider + "'");
        levels.store(List.of());
    }

    @Test
    void theLevelsArePublishedTheWeakestFirst() {
        Metadata said = new Metadata(issuer);
        metadata.contribute(said);
        assertThat(said.members().get("acr_values_supported")).isEqualTo(List.of(AcrLevels.PASSWORD, USUAL, FRESH));
    }

    @Test
    void theTokensSayTheLevelThatWasWishedOrTheStrongest() {
        Map<String, String> answer = People.ALICE.authorize(browser, intranet.request("openid"));
        assertThat(answer).containsKey("code");
        assertThat(acr(intranet.request("openid"))).isEqualTo(FRESH);
        assertThat(acr(intranet.request("openid").with("acr_values", "urn:none " + USUAL + " " + FRESH)))
                .isEqualTo(USUAL);
        assertThat(acr(intranet.request("openid").with("acr_values", "urn:none")))
                .isEqualTo(FRESH);
        assertThat(acr(intranet.request("openid")
                        .with("claims", "{\"id_token\":{\"acr\":{\"values\":[\"" + AcrLevels.PASSWORD + "\"]}}}")))
                .isEqualTo(AcrLevels.PASSWORD);
        clock.advance(LATER);
        assertThat(acr(intranet.request("openid"))).isEqualTo(USUAL);
    }

    @Test
    void aSessionThatIsTooWeakSignsInAgainWhereTheClientWishesMore() {
        People.ALICE.authorize(browser, intranet.request("openid"));
        clock.advance(LATER);
        Request request = intranet.request("openid").with("acr_values", FRESH);
        // without a page, a wish is only a wish
        assertThat(RelyingParty.answer(browser.get(intranet.request("openid")
                        .with("acr_values", FRESH)
                        .with("prompt", "none")
                        .uri())))
                .containsKey("code");
        Visit login = browser.get(request.uri());
        assertThat(login.page()).isEqualTo("login");
        JsonPath tokens = request.redeem(RelyingParty.answer(People.ALICE.signIn(browser, login)))
                .jsonPath();
        assertThat(Jwt.of(tokens.getString("id_token")).claims()).containsEntry("acr", FRESH);
    }

    @Test
    void anEssentialLevelIsReachedOrTheRequestFails() {
        People.ALICE.authorize(browser, intranet.request("openid"));
        assertThat(acr(intranet.request("openid").with("claims", essential(FRESH))))
                .isEqualTo(FRESH);
        clock.advance(LATER);
        assertThat(RelyingParty.answer(browser.get(intranet.request("openid")
                        .with("claims", essential(FRESH))
                        .with("prompt", "none")
                        .uri())))
                .containsEntry("error", "login_required");
        assertThat(browser.get(intranet.request("openid")
                                .with("claims", essential(FRESH))
                                .uri())
                        .page())
                .isEqualTo("login");
        assertThat(RelyingParty.answer(browser.get(intranet.request("openid")
                        .with("claims", essential("urn:none"))
                        .uri())))
                .containsEntry("error", "unmet_authentication_requirements");
    }

    @Test
    void whatTheClientIsRegisteredWithCountsWhereItSaysNothing() {
        ClientMetadata before = register(Map.of("default_acr_values", List.of(FRESH)));
        try {
            People.ALICE.authorize(browser, intranet.request("openid"));
            clock.advance(LATER);
            assertThat(browser.get(intranet.request("openid").uri()).page()).isEqualTo("login");
            assertThat(acr(intranet.request("openid").with("acr_values", USUAL)))
                    .isEqualTo(USUAL);
        } finally {
            register(before.toMap());
        }
    }

    /** A resource that demands a level gets its tokens from sign-ins that reach it. */
    @Test
    void aResourceCanDemandALevelAndAFreshSignIn() {
        demand(declaration("https://api.example.com", List.of("api:read"), List.of(FRESH), Optional.empty()));
        try {
            People.ALICE.authorize(browser, intranet.request("openid api:read"));
            clock.advance(LATER);
            assertThat(browser.get(intranet.request("openid").uri()).elsewhere())
                    .isTrue();
            Request request = intranet.request("openid api:read");
            Visit login = browser.get(request.uri());
            assertThat(login.page()).isEqualTo("login");
            JsonPath tokens = request.redeem(RelyingParty.answer(People.ALICE.signIn(browser, login)))
                    .jsonPath();
            assertThat(Jwt.of(tokens.getString("access_token")).claims())
                    .containsEntry("acr", FRESH)
                    .containsKey("auth_time");
            intranet.post("/introspect", Map.of("token", tokens.getString("access_token")))
                    .then()
                    .body("acr", equalTo(FRESH));
        } finally {
            demand(new ResourceDeclaration(
                    "https://api.example.com",
                    List.of("api:read"),
                    Optional.of(Duration.ofMinutes(10)),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }
    }

    /** RFC 9470, section 3, with Limen as the resource. */
    @Test
    void userinfoTellsWhatItTakes() {
        Request request = intranet.request("openid").with("acr_values", USUAL);
        String token = request.redeem(People.ALICE.authorize(browser, request))
                .jsonPath()
                .getString("access_token");
        userinfo(token, 200);
        demand(declaration(provider.toString(), List.of(), List.of(FRESH), Optional.of(Duration.ofMinutes(10))));
        given().auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .statusCode(401)
                .body("error", equalTo("insufficient_user_authentication"))
                .header("WWW-Authenticate", containsString("error=\"insufficient_user_authentication\""))
                .header("WWW-Authenticate", containsString("acr_values=\"" + FRESH + "\""))
                .header("WWW-Authenticate", containsString("max_age=\"600\""));

        // the client asks for what the challenge says
        Request stronger = intranet.request("openid").with("acr_values", FRESH).with("max_age", "600");
        String better = stronger.redeem(People.ALICE.authorize(browser, stronger))
                .jsonPath()
                .getString("access_token");
        userinfo(better, 200);
    }

    /** A session that is too old for the resource does not get past the authorization endpoint, and its tokens grow too old. */
    @Test
    void aTokenGrowsTooOldForAResourceThatWantsAFreshSignIn() {
        demand(declaration(provider.toString(), List.of(), List.of(), Optional.of(Duration.ofMinutes(2))));
        Request request = intranet.request("openid");
        String token = request.redeem(People.ALICE.authorize(browser, request))
                .jsonPath()
                .getString("access_token");
        userinfo(token, 200);
        clock.advance(Duration.ofMinutes(3));
        userinfo(token, 401);
    }

    @Test
    void aDeviceIsAllowedByASignInThatIsStrongEnough() {
        RelyingParty tv = RelyingParty.tv(provider);
        demand(declaration("https://api.example.com", List.of("api:read"), List.of(FRESH), Optional.empty()));
        try {
            People.BOB.authorize(browser, intranet.request("openid"));
            clock.advance(LATER);
            Device device = Device.begin(tv, "openid api:read");
            Visit page = browser.press(browser.get("/device"), "#continue", Map.of("user_code", device.userCode()));
            assertThat(page.page()).isEqualTo("login");
            browser.press(People.BOB.signIn(browser, page), "#allow");
            assertThat(Jwt.of(device.poll().jsonPath().getString("access_token"))
                            .claims())
                    .containsEntry("acr", FRESH);
        } finally {
            demand(new ResourceDeclaration(
                    "https://api.example.com",
                    List.of("api:read"),
                    Optional.of(Duration.ofMinutes(10)),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }
    }

    /** CIBA: the page of a backchannel request asks no less than the authorization endpoint. */
    @Test
    void aBackchannelRequestIsAllowedByASignInThatIsStrongEnough() {
        RelyingParty bank = RelyingParty.bank(provider);
        database.execute("delete from backchannel_requests");
        demand(declaration("https://api.example.com", List.of("api:read"), List.of(FRESH), Optional.empty()));
        try {
            for (Map<String, String> asked :
                    List.of(Map.of("scope", "openid api:read"), Map.of("scope", "openid", "acr_values", FRESH))) {
                People.BOB.signIn(browser, browser.get("/approvals"));
                clock.advance(LATER);
                Backchannel waiting = Backchannel.begin(bank, People.BOB, asked);
                Visit login = browser.get(browser.get("/approvals")
                        .document()
                        .select("ul.accounts a")
                        .last()
                        .attr("href"));
                assertThat(login.page()).as(asked.toString()).isEqualTo("login");
                browser.press(People.BOB.signIn(browser, login), "#allow");
                assertThat(Jwt.of(waiting.poll().jsonPath().getString("id_token"))
                                .claims())
                        .containsEntry("acr", FRESH);
                browser.press(browser.get("/logout"), "#sign-out");
            }
        } finally {
            demand(new ResourceDeclaration(
                    "https://api.example.com",
                    List.of("api:read"),
                    Optional.of(Duration.ofMinutes(10)),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }
    }

    private String acr(Request request) {
        JsonPath tokens = request.redeem(RelyingParty.answer(browser.get(request.uri())))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String acr = Jwt.of(tokens.getString("id_token")).claims().get("acr").toString();
        assertThat(Jwt.of(tokens.getString("access_token")).claims()).containsEntry("acr", acr);
        return acr;
    }

    private static String essential(String acr) {
        return "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"" + acr + "\"}}}";
    }

    private static void userinfo(String token, int status) {
        given().auth().oauth2(token).get("/userinfo").then().statusCode(status);
    }

    private static ResourceDeclaration declaration(
            String identifier, List<String> scopes, List<String> acrValues, Optional<Duration> maxAge) {
        return new ResourceDeclaration(
                identifier, scopes, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), acrValues, maxAge);
    }

    private void demand(ResourceDeclaration declaration) {
        resources.store(declaration);
    }

    private ClientMetadata register(Map<String, Object> members) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ClientMetadata before = clients.find("intranet").orElseThrow().metadata;
            Map<String, Object> changed = new HashMap<>(before.toMap());
            changed.putAll(members);
            clients.store(
                    new ClientRegistration("intranet", Optional.empty(), ClientMetadata.of(changed), Optional.empty()));
            return before;
        });
    }
}
