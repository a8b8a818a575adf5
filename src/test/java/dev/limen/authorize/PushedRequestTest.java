package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.client.Clients;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Database;
import dev.limen.support.DpopKey;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SigningClient;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pushed authorization requests (RFC 9126). */
@QuarkusTest
class PushedRequestTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty WEB = RelyingParty.web(PROVIDER);
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    private final UserAgent browser = new UserAgent(PROVIDER);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void isKeptForItsBrowser() {
        Request request = WEB.request("openid email");
        Response pushed = request.push();
        pushed.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("request_uri", startsWith("urn:ietf:params:oauth:request_uri:"))
                .body("expires_in", equalTo(60));
        String uri = pushed.path("request_uri");
        assertThat(uri.substring(uri.lastIndexOf(':') + 1)).hasSize(43);
        Visit consent = People.ALICE.signIn(browser, browser.get(request.at(uri)));
        Map<String, String> answer = RelyingParty.answer(browser.press(consent, "#allow"));
        assertThat(answer).containsEntry("state", request.get("state")).containsEntry("iss", PROVIDER.toString());
        request.redeem(answer).then().statusCode(200);
    }

    /** RFC 9126, section 4: nothing beside it counts. */
    @Test
    void isAllThatIsAsked() {
        signIn();
        Request request = INTRANET.request("openid");
        URI more = URI.create(request.pushedUri() + "&scope=openid+email&state=another&response_mode=fragment"
                + "&redirect_uri=https://evil.example.com/");
        Visit visit = browser.get(more);
        assertThat(visit.address().toString()).startsWith(INTRANET.redirectUri() + "?");
        assertThat(RelyingParty.answer(visit)).containsEntry("state", request.get("state"));
        assertThat(request.redeem(RelyingParty.answer(visit)).jsonPath().getString("scope"))
                .isEqualTo("openid");
    }

    /** RFC 9126, section 7.3; FAPI 2.0 Security Profile, section 5.3.2.2, note 3. */
    @Test
    void mayBeLoadedAgainUntilItIsCompleted() {
        Request request = INTRANET.request("openid");
        URI uri = request.pushedUri();
        Visit first = browser.get(uri);
        Visit second = browser.get(uri);
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, second))).containsKey("code");
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, first)))
                .containsEntry("error", "invalid_request_uri")
                .doesNotContainKey("code");
        assertThat(browser.get(uri).page()).isEqualTo("error");
        assertThat(browser.get(uri).alert()).isNotBlank();
    }

    @Test
    void isUsedUpByWhoIsSignedInAlready() {
        signIn();
        URI uri = INTRANET.request("openid").pushedUri();
        assertThat(RelyingParty.answer(browser.get(uri))).containsKey("code");
        assertThat(browser.get(uri).page()).isEqualTo("error");
    }

    @Test
    void isUsedUpByARefusal() {
        Request request = WEB.request("openid");
        URI uri = request.pushedUri();
        Visit consent = People.BOB.signIn(browser, browser.get(uri));
        assertThat(RelyingParty.answer(browser.press(consent, "#deny"))).containsEntry("error", "access_denied");
        assertThat(browser.get(uri).page()).isEqualTo("error");
    }

    @Test
    void isTooOldAfterAMinute() {
        Request request = INTRANET.request("openid");
        URI uri = request.pushedUri();
        clock.advance(Duration.ofSeconds(50));
        Visit login = browser.get(uri);
        assertThat(login.page()).isEqualTo("login");
        clock.advance(Duration.ofSeconds(10));
        assertThat(browser.get(uri).page()).isEqualTo("error");
        clock.advance(Duration.ofMinutes(10));
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, login))).containsKey("code");
    }

    @Test
    void isNobodyElses() {
        String uri = INTRANET.request("openid").push().path("request_uri");
        assertThat(browser.get(WEB.request("openid").at(uri)).page()).isEqualTo("error");
        assertThat(browser.get(PROVIDER.resolve("/authorize?request_uri=" + uri))
                        .page())
                .isEqualTo("error");
        String other = uri.substring(0, uri.length() - 1) + (uri.endsWith("A") ? "B" : "A");
        Request request = INTRANET.request("openid");
        assertThat(browser.get(request.at(other)).page()).isEqualTo("error");
        assertThat(browser.get(request.at(uri + "x")).page()).isEqualTo("error");
        assertThat(browser.get(request.at(uri.toUpperCase(java.util.Locale.ROOT)))
                        .page())
                .isEqualTo("error");
        URI told = URI.create(request.uri() + "&request_uri=" + other);
        assertThat(RelyingParty.answer(browser.get(told))).containsEntry("error", "invalid_request_uri");
        assertThat(browser.get(request.at(uri)).page()).isEqualTo("login");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("invalid_request", r -> r.with("redirect_uri", "https://evil.example.com/")),
                refusal("invalid_request", r -> r.without("redirect_uri")),
                refusal("invalid_request", r -> r.without("response_type")),
                refusal("invalid_request", r -> r.without("code_challenge")),
                refusal("invalid_request", r -> r.with("code_challenge_method", "plain")),
                refusal("invalid_request", r -> r.with("request_uri", "urn:ietf:params:oauth:request_uri:x")),
                refusal("invalid_request", r -> r.with("request_uri", "https://app.example.com/r")),
                refusal("invalid_request", r -> r.with("response_mode", "carrier-pigeon")),
                refusal("invalid_request", r -> r.with("prompt", "none login")),
                refusal("invalid_request", r -> r.with("nonce", "a\0b")),
                refusal("invalid_request", r -> r.with("login_hint", "x".repeat(70_000))),
                refusal("invalid_request", r -> r.with("client_id", "intranet")),
                refusal("unsupported_response_type", r -> r.with("response_type", "pigeon")),
                refusal("invalid_scope", r -> r.with("scope", "openid unheard-of")),
                refusal("invalid_scope", r -> r.without("scope")),
                refusal("invalid_target", r -> r.with("resource", "urn:unheard-of")),
                refusal("invalid_request_object", r -> r.with("request", "x.y.z")),
                refusal("registration_not_supported", r -> r.with("registration", "{}")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("refusals")
    void isCheckedAtOnce(String error, UnaryOperator<Request> change) {
        change.apply(WEB.request("openid"))
                .push()
                .then()
                .statusCode(400)
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
    }

    @Test
    void isForClientsThatAuthenticate() {
        Map<String, String> form = INTRANET.request("openid").parameters();
        given().formParams(form).post("/par").then().statusCode(401).body("error", equalTo("invalid_client"));
        RelyingParty.registered(PROVIDER, "intranet", "wrong", "x")
                .post("/par", form)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        RelyingParty.registered(PROVIDER, "disabled", "disabled-secret-2Ld6nPw4", "x")
                .request("openid")
                .push()
                .then()
                .statusCode(401);
        RelyingParty.spa(PROVIDER).request("openid").push().then().statusCode(201);
        RelyingParty.webPost(PROVIDER).request("openid").push().then().statusCode(201);
    }

    @Test
    void takesItsOwnAddressAsTheAudienceOfAnAssertion() {
        SigningClient client =
                new SigningClient(clients).register(Map.of("token_endpoint_auth_method", "private_key_jwt"));
        Map<String, String> form =
                new HashMap<>(client.party().request("openid").parameters());
        form.put("client_assertion_type", ClientAssertion.TYPE);
        form.put(
                "client_assertion",
                ClientAssertion.of(SigningClient.ID, PROVIDER)
                        .with("aud", PROVIDER + "/par")
                        .signed("ES256", client.pair().privateKey()));
        given().formParams(form).post("/par").then().statusCode(201);
        given().formParams(form).post("/par").then().statusCode(401);
    }

    @Test
    void isAFormAndPosted() {
        given().get("/par").then().statusCode(405);
        given().contentType("application/json").body("{}").post("/par").then().statusCode(415);
    }

    /** Neither the secret of the client nor the name of the request is anywhere in the database. */
    @Test
    void isKeptWithoutSecrets() {
        String uri = RelyingParty.webPost(PROVIDER)
                .request("openid")
                .with("login_hint", "kept-without")
                .push()
                .path("request_uri");
        String kept = "select count(*) from pushed_requests r where r::text like '%kept-without%'";
        assertThat(database.count(kept)).isEqualTo(1);
        assertThat(database.count(kept + " and r::text like '%web-post-secret%'"))
                .isZero();
        assertThat(database.count(kept + " and r::text like '%" + uri.substring(uri.lastIndexOf(':') + 1) + "%'"))
                .isZero();
    }

    @Test
    void holdsASignedRequest() {
        SigningClient client = new SigningClient(clients).register(Map.of("require_signed_request_object", true));
        Request request = client.party().request("openid");
        request.push().then().statusCode(400).body("error", equalTo("invalid_request"));
        String uri = client.party()
                .post("/par", Map.of("request", client.signed(request)))
                .then()
                .statusCode(201)
                .extract()
                .path("request_uri");
        Visit login = browser.get(request.at(uri));
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, login)))
                .containsEntry("state", request.get("state"))
                .containsKey("code");
    }

    /** RFC 9126, section 6. */
    @Test
    void isDemandedOfWhoRegisteredThat() {
        SigningClient client =
                new SigningClient(clients).register(Map.of("require_pushed_authorization_requests", true));
        Request request = client.party().request("openid");
        assertThat(RelyingParty.answer(browser.get(request.uri()))).containsEntry("error", "invalid_request");
        URI object = URI.create(request.uri() + "&request=" + client.signed(request));
        assertThat(RelyingParty.answer(browser.get(object))).containsEntry("error", "invalid_request");
        URI held = URI.create(request.uri() + "&padding=x");
        assertThat(browser.post(PROVIDER.resolve("/authorize"), fields(request, "x".repeat(5000)))
                        .elsewhere())
                .isTrue();
        assertThat(RelyingParty.answer(browser.get(held))).containsEntry("error", "invalid_request");
        assertThat(browser.get(request.pushedUri()).page()).isEqualTo("login");
    }

    private static java.util.List<Map.Entry<String, String>> fields(Request request, String padding) {
        Map<String, String> all = new HashMap<>(request.parameters());
        all.put("padding", padding);
        return java.util.List.copyOf(all.entrySet());
    }

    /** RFC 9449, section 10.1. */
    @Test
    void bindsTheCodeToTheKeyOfItsProof() {
        signIn();
        DpopKey key = DpopKey.generate();
        RelyingParty proving = INTRANET.proving(key);
        Request request = proving.request("openid");
        Map<String, String> answer = RelyingParty.answer(browser.get(request.pushedUri()));
        assertThat(request.redeem(INTRANET, answer).jsonPath().getString("error"))
                .isEqualTo("invalid_grant");
        Request other = proving.request("openid");
        Map<String, String> stolen = RelyingParty.answer(browser.get(other.pushedUri()));
        other.redeem(INTRANET.proving(DpopKey.generate()), stolen).then().statusCode(400);
        Request right = proving.request("openid").with("dpop_jkt", key.jkt());
        right.redeem(RelyingParty.answer(browser.get(right.pushedUri())))
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"));
    }

    @Test
    void takesNoProofThatIsNotOne() {
        DpopKey key = DpopKey.generate();
        Request another = INTRANET.proving(key)
                .request("openid")
                .with("dpop_jkt", DpopKey.generate().jkt());
        another.push().then().statusCode(400).body("error", equalTo("invalid_dpop_proof"));
        String proof = key.proof("POST", PROVIDER.resolve("/token")).jwt();
        INTRANET.sending(proof)
                .request("openid")
                .push()
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
        String once = key.proof("POST", PROVIDER.resolve("/par")).jwt();
        INTRANET.sending(once).request("openid").push().then().statusCode(201);
        INTRANET.sending(once)
                .request("openid")
                .push()
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
    }

    private void signIn() {
        People.ALICE.authorize(browser, INTRANET.request("openid"));
    }

    private static Arguments refusal(String error, UnaryOperator<Request> change) {
        return Arguments.of(error, change);
    }
}
