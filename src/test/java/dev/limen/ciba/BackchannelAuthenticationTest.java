package dev.limen.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA, sections 7 and 13. */
@QuarkusTest
class BackchannelAuthenticationTest {

    private static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";
    private static final Map<String, Object> HINT_HEADER =
            Map.of("alg", "ES256", "kid", "partner-1", "typ", "login-hint+jwt");

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);
    private final RelyingParty shop = RelyingParty.shop(provider);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @AfterEach
    void reset() {
        clock.reset();
        database.enable(People.ALICE, true);
    }

    private Response ask(Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("scope", "openid", "login_hint", "alice"));
        parameters.putAll(more);
        parameters.values().removeIf(""::equals);
        return Backchannel.request(bank, parameters);
    }

    private void refused(Map<String, ?> more, String error) {
        ask(more).then().statusCode(400).body("error", equalTo(error)).header("Cache-Control", "no-store");
    }

    @Test
    void answersWithTheIdAndHowLongAndHowOften() {
        Response response = ask(Map.of());
        response.then().statusCode(200).header("Cache-Control", "no-store").contentType("application/json");
        assertThat(response.jsonPath().getMap("")).containsOnlyKeys("auth_req_id", "expires_in", "interval");
        assertThat(response.jsonPath().getString("auth_req_id")).matches("[A-Za-z0-9_-]{43}");
        assertThat(response.jsonPath().getInt("expires_in")).isEqualTo(300);
        assertThat(response.jsonPath().getInt("interval")).isEqualTo(5);
    }

    @Test
    void theIdIsNotStoredAsItIs() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        assertThat(database.count("select count(*) from backchannel_requests b where b::text ilike '%"
                        + waiting.authReqId() + "%'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "3600, 3600", "86400, 3600"})
    void theClientMaySayHowLongItWaitsWithinReason(String asked, int expected) {
        assertThat(ask(Map.of("requested_expiry", asked)).jsonPath().getInt("expires_in"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "soon", "99999999999"})
    void anExpiryThatIsNoneIsRefused(String asked) {
        refused(Map.of("requested_expiry", asked), "invalid_request");
    }

    @Test
    void theClientAuthenticates() {
        RestAssured.given()
                .formParam("client_id", "bank")
                .formParam("scope", "openid")
                .formParam("login_hint", "alice")
                .post(provider.resolve("/bc-authorize"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aClientThatIsNotRegisteredForItIsRefused() {
        Backchannel.request(RelyingParty.web(provider), Map.of("scope", "openid", "login_hint", "alice"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @ParameterizedTest
    @CsvSource({"profile, invalid_scope", "openid address, invalid_scope", "openid unheard:of, invalid_scope"})
    void theScopeIsOpenidAndWhatTheClientMayHave(String scope, String error) {
        refused(Map.of("scope", scope), error);
    }

    @Test
    void withoutAScopeNothingIsAsked() {
        refused(Map.of("scope", ""), "invalid_request");
    }

    @Test
    void aResourceIsNamedHereAndKept() {
        refused(Map.of("resource", "https://unheard-of.example.com"), "invalid_target");
        Backchannel waiting = Backchannel.begin(
                bank,
                People.ALICE,
                Map.of("scope", "openid api:read reports:read", "resource", "https://api.example.com"));
        Backchannel.allow(new UserAgent(provider), People.ALICE);
        String token = waiting.poll().then().statusCode(200).extract().path("access_token");
        assertThat(Visitor.claims(token).getString("scope"))
                .contains("api:read")
                .doesNotContain("reports:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "alice@example.com", "248289761001"})
    void aPersonIsKnownByNameVerifiedAddressOrSubject(String hint) {
        ask(Map.of("login_hint", hint)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "bob@example.com", "dave", "'; drop table users; --"})
    void whoIsUnknownUnverifiedOrDisabledIsNotAsked(String hint) {
        refused(Map.of("login_hint", hint), "unknown_user_id");
    }

    @Test
    void exactlyOneHintIsNeeded() {
        refused(Map.of("login_hint", ""), "invalid_request");
        refused(Map.of("id_token_hint", "x.y.z"), "invalid_request");
        refused(Map.of("login_hint_token", "x.y.z"), "invalid_request");
    }

    @Test
    void anIdTokenOfTheClientIsAHint() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        Backchannel.allow(new UserAgent(provider), People.ALICE);
        String idToken = waiting.poll().then().statusCode(200).extract().path("id_token");
        Map<String, String> hint = Map.of("login_hint", "", "id_token_hint", idToken);
        ask(hint).then().statusCode(200);
        Backchannel.request(
                        shop, Map.of("scope", "openid", "id_token_hint", idToken, "client_notification_token", TOKEN))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        refused(Map.of("login_hint", "", "id_token_hint", idToken + "x"), "invalid_request");
        database.enable(People.ALICE, false);
        refused(hint, "unknown_user_id");
    }

    private Map<String, Object> claims() {
        return PartnerIssuer.claims(People.ALICE.sub(), provider.toString(), clock.instant());
    }

    private Map<String, String> token(Map<String, Object> header, Map<String, Object> claims) {
        return Map.of("login_hint", "", "login_hint_token", PartnerIssuer.sign(header, claims));
    }

    @Test
    void whatATrustedIssuerSaysIsAHintOnce() {
        Map<String, String> hint = token(HINT_HEADER, claims());
        ask(hint).then().statusCode(200);
        refused(hint, "invalid_request");
    }

    @Test
    void aHintTokenThatExpiredIsToldFromOneThatIsWrong() {
        Map<String, Object> claims = claims();
        claims.put("iat", clock.instant().getEpochSecond() - 200);
        claims.put("exp", clock.instant().getEpochSecond() - 80);
        refused(token(HINT_HEADER, claims), "expired_login_hint_token");
        Map<String, Object> other = claims();
        other.put("iss", "https://elsewhere.example.com");
        refused(token(HINT_HEADER, other), "invalid_request");
        Map<String, Object> unknown = claims();
        unknown.put("sub", "nobody");
        refused(token(HINT_HEADER, unknown), "unknown_user_id");
    }

    /** RFC 8725, section 3.11: neither stands in for the other. */
    @Test
    void aHintIsNoGrantAndAGrantIsNoHint() {
        refused(token(Map.of("alg", "ES256", "kid", "partner-1", "typ", "JWT"), claims()), "invalid_request");
        RelyingParty.partner(provider)
                .token(Map.of(
                        "grant_type",
                        ClientMetadata.JWT_BEARER,
                        "assertion",
                        PartnerIssuer.sign(HINT_HEADER, claims())))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void anUnfitBindingMessageIsRefused() {
        refused(Map.of("binding_message", "x".repeat(101)), "invalid_binding_message");
        refused(Map.of("binding_message", "line\none"), "invalid_binding_message");
        ask(Map.of("binding_message", "W4SCT 12,50 \u20ac")).then().statusCode(200);
    }

    @Test
    void aUserCodeIsNotPassedOverInSilence() {
        refused(Map.of("user_code", "1234"), "invalid_request");
    }

    @Test
    void whoIsToldSaysWithWhat() {
        Map<String, String> request = Map.of("scope", "openid", "login_hint", "alice");
        Backchannel.request(shop, request).then().statusCode(400).body("error", equalTo("invalid_request"));
        Map<String, String> with = new HashMap<>(request);
        with.put("client_notification_token", TOKEN);
        Backchannel.request(shop, with).then().statusCode(200);
        assertThat(database.count("select count(*) from backchannel_requests b where b::text ilike '%" + TOKEN + "%'"))
                .isZero();
    }

    @Test
    void repeatedParametersAreRefused() {
        RestAssured.given()
                .auth()
                .preemptive()
                .basic(bank.clientId(), bank.secret())
                .formParam("scope", "openid", "profile")
                .formParam("login_hint", "alice")
                .post(provider.resolve("/bc-authorize"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }
}
