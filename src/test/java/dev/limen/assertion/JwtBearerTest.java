package dev.limen.assertion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Database;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.Visitor;
import dev.limen.trust.SubjectMatch;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7523, sections 2.1 and 3. */
@QuarkusTest
class JwtBearerTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty PARTNER = RelyingParty.partner(PROVIDER);

    @Inject
    TrustedIssuers issuers;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    private TrustedIssuer declared;
    private Map<String, Object> claims;

    @BeforeEach
    void assertion() {
        declared = issuers.find(PartnerIssuer.ISSUER).orElseThrow();
        claims = PartnerIssuer.claims(People.ALICE.sub(), PROVIDER.toString(), clock.instant());
    }

    @AfterEach
    void restore() {
        issuers.store(declared);
        clock.reset();
        database.enable(People.ALICE, true);
    }

    @Test
    void anAssertionGivesAnAccessTokenAndNothingElse() {
        JsonPath answer = present().then().statusCode(200).extract().jsonPath();
        assertThat(answer.getMap("")).containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.getString("scope")).isEqualTo("openid api:read");
        JsonPath token = Visitor.claims(answer.getString("access_token"));
        assertThat(token.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(token.getString("client_id")).isEqualTo("partner");
        assertThat(token.getMap("")).doesNotContainKeys("auth_time", "acr", "act");
        userinfo(answer.getString("access_token")).then().statusCode(200).body("sub", equalTo(People.ALICE.sub()));
        database.enable(People.ALICE, false);
        userinfo(answer.getString("access_token")).then().statusCode(401);
    }

    @Test
    void itIsGoodForWhatTheIssuerIsTrustedWithAndTheClientRegisteredFor() {
        refused(present(Map.of("scope", "reports:read")), "invalid_scope");
        claims.put("jti", "another");
        present(Map.of("scope", "api:read")).then().statusCode(200).body("scope", equalTo("api:read"));
        claims.put("jti", "yet another");
        JsonPath token = Visitor.claims(present(Map.of("resource", "https://api.example.com"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("access_token"));
        assertThat(token.getList("aud")).contains("https://api.example.com");
    }

    @Test
    void theTokenEndpointMayBeNamed() {
        claims.put("aud", List.of("https://other.example.com", PROVIDER + "/token"));
        present().then().statusCode(200);
    }

    /** S6. */
    @Test
    void itWorksOnce() {
        present().then().statusCode(200);
        refused(present());
        clock.advance(Duration.ofSeconds(125));
        refused(present());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
    void whatMustBeThereIsMissed(String claim) {
        claims.remove(claim);
        refused(present());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss=https://login.unknown.example",
                "sub=nobody",
                "sub=",
                "aud=https://other.example.com",
                "aud=",
                "exp-600",
                "exp+3600",
                "nbf+600",
                "iat+600",
                "iat-3600",
                "jti="
            })
    void anotherClaimIsRefused(String change) {
        int at = change.indexOf('=');
        if (at > 0) {
            claims.put(change.substring(0, at), change.substring(at + 1));
        } else {
            long seconds = Long.parseLong(change.substring(3));
            long base = change.startsWith("exp")
                    ? ((Number) claims.get("exp")).longValue()
                    : clock.instant().getEpochSecond();
            claims.put(change.substring(0, 3), base + seconds);
        }
        refused(present());
    }

    @Test
    void anotherKindOfTokenIsRefused() {
        refused(present(PartnerIssuer.sign(Map.of("alg", "ES256", "kid", "partner-1", "typ", "at+jwt"), claims)));
        refused(present(PartnerIssuer.sign(Map.of("alg", "ES256", "kid", "unknown"), claims)));
        refused(present(PartnerIssuer.sign(Map.of("alg", "RS256", "kid", "partner-1"), claims)));
        JsonPath own = new Visitor(PROVIDER, People.ALICE).tokens(RelyingParty.intranet(PROVIDER), "openid api:read");
        for (String token : List.of(own.getString("access_token"), own.getString("id_token"), "x", "x.y.z")) {
            refused(present(token));
        }
        present(PartnerIssuer.sign(Map.of("alg", "ES256"), claims)).then().statusCode(200);
    }

    @Test
    void anAlgorithmThatWasNotDeclaredIsRefused() {
        trust(Map.of("algorithms", List.of("RS256")));
        refused(present());
    }

    @Test
    void trustThatIsWithdrawnIsGoneAtOnce() {
        trust(Map.of("enabled", false));
        refused(present());
        trust(Map.of("clients", List.of("backend")));
        refused(present());
    }

    @Test
    void aClientThatIsNotRegisteredForItIsRefused() {
        RelyingParty.intranet(PROVIDER)
                .token(form(PartnerIssuer.sign(claims)))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void withoutJtiWhereTheIssuerHasNone() {
        trust(Map.of("require_jti", false));
        claims.remove("jti");
        present().then().statusCode(200);
        claims.put("jti", "once");
        present().then().statusCode(200);
        refused(present());
    }

    @Test
    void aPersonIsFoundByName() {
        trust(Map.of("match", SubjectMatch.USERNAME, "claim", "login"));
        claims.put("login", "Alice");
        present().then().statusCode(200);
        claims.put("login", 7);
        claims.put("jti", "number");
        refused(present());
    }

    @Test
    void aPersonIsFoundByAnAddressThatBothHaveVerified() {
        trust(Map.of("match", SubjectMatch.EMAIL, "claim", "email"));
        claims.put("email", "Alice@Example.com");
        refused(present());
        claims.put("jti", "2");
        claims.put("email_verified", true);
        present().then().statusCode(200);
        for (String unverified : List.of("bob@example.com", "carol@example.com", "nobody@example.com")) {
            claims.put("jti", unverified);
            claims.put("email", unverified);
            refused(present());
        }
    }

    @Test
    void aPersonWhoIsDisabledGetsNothing() {
        database.enable(People.ALICE, false);
        refused(present());
    }

    @SuppressWarnings("unchecked")
    private void trust(Map<String, Object> changes) {
        issuers.store(new TrustedIssuer(
                declared.issuer(),
                (boolean) changes.getOrDefault("enabled", true),
                declared.jwks(),
                declared.jwksUri(),
                (List<String>) changes.getOrDefault("algorithms", declared.algorithms()),
                declared.audiences(),
                (String) changes.getOrDefault("claim", declared.subjectClaim()),
                (SubjectMatch) changes.getOrDefault("match", declared.subjectMatch()),
                (List<String>) changes.getOrDefault("clients", declared.clients()),
                declared.scopes(),
                declared.maxLifetime(),
                (boolean) changes.getOrDefault("require_jti", declared.jtiRequired()),
                false));
    }

    private Response present() {
        return present(Map.of());
    }

    private Response present(Map<String, String> more) {
        Map<String, String> form = form(PartnerIssuer.sign(claims));
        form.putAll(more);
        return PARTNER.token(form);
    }

    private Response present(String assertion) {
        return PARTNER.token(form(assertion));
    }

    private static Map<String, String> form(String assertion) {
        return new HashMap<>(
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion));
    }

    private static Response userinfo(String token) {
        return given().auth().oauth2(token).get(PROVIDER.resolve("/userinfo"));
    }

    private static void refused(Response answer) {
        refused(answer, "invalid_grant");
    }

    private static void refused(Response answer, String error) {
        answer.then().statusCode(400).body("error", equalTo(error));
    }
}
