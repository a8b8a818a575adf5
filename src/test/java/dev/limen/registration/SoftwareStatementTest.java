package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static dev.limen.registration.Registrant.post;
import static dev.limen.registration.Registrant.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.config.Profiles;
import dev.limen.json.StrictJson;
import dev.limen.key.SignatureDemands;
import dev.limen.protocol.OAuthException;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.Provider;
import dev.limen.trust.SubjectMatch;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7591, sections 2.3 and 3.1.1. */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class SoftwareStatementTest {

    private static final String ISSUER = "https://statements.example";

    private final Map<String, Object> claims = new LinkedHashMap<>();

    @Inject
    TrustedIssuers issuers;

    @Inject
    SoftwareStatements statements;

    @Inject
    Allowance allowance;

    @Inject
    SignatureDemands demands;

    @Inject
    SectorIdentifiers sectors;

    @Inject
    Profiles profiles;

    @BeforeEach
    void declare() {
        trust(true, true);
        claims.put("iss", ISSUER);
        claims.put("software_id", "4NRB1-0XZABZI9E6-5SM3R");
        claims.put("client_name", "Stated");
        claims.put("redirect_uris", List.of("https://stated.example.com/callback"));
    }

    @Test
    void takesPrecedence() {
        String statement = PartnerIssuer.sign(claims);
        post(metadata(Map.of("software_statement", statement, "tos_uri", "https://stated.example.com/terms")))
                .then()
                .statusCode(201)
                .body("client_name", equalTo("Stated"))
                .body("redirect_uris", equalTo(List.of("https://stated.example.com/callback")))
                .body("software_id", equalTo("4NRB1-0XZABZI9E6-5SM3R"))
                .body("tos_uri", equalTo("https://stated.example.com/terms"))
                .body("software_statement", equalTo(statement));
    }

    /** One statement is for all copies of the software. */
    @Test
    void isGoodAgainAndAgain() {
        claims.put("jti", "one");
        claims.put("aud", List.of("https://other.example", Provider.uri().toString()));
        claims.put("exp", Instant.now().getEpochSecond() + 600);
        claims.put("iat", Instant.now().getEpochSecond());
        String statement = PartnerIssuer.sign(claims);
        Registrant one = registered(Map.of("software_statement", statement));
        Registrant other = registered(Map.of("software_statement", statement));
        assertThat(one.clientId()).isNotEqualTo(other.clientId());
    }

    @Test
    void givesNoPrivilegeOfTheHouse() {
        claims.put("consent", "none");
        claims.put("require_pkce", "false");
        post(metadata(Map.of("software_statement", PartnerIssuer.sign(claims))))
                .then()
                .statusCode(201)
                .body("consent", equalTo("remember"))
                .body("require_pkce", equalTo(true));
        claims.put("scope", "openid api:read");
        refused("invalid_client_metadata");
    }

    /** What the statement says holds for updates as well, whether or not the client repeats it. */
    @Test
    void holdsForUpdates() {
        String statement = PartnerIssuer.sign(claims);
        Registrant registrant = registered(Map.of("software_statement", statement));
        registrant
                .update(Map.of("client_name", "Something else", "redirect_uris", List.of("https://evil.example/")))
                .then()
                .statusCode(200)
                .body("client_name", equalTo("Stated"))
                .body("redirect_uris", equalTo(List.of("https://stated.example.com/callback")))
                .body("software_statement", equalTo(statement));
    }

    @Test
    void ofALaterVersionReplacesIt() {
        Registrant registrant = registered(Map.of("software_statement", PartnerIssuer.sign(claims)));
        claims.put("client_name", "Stated anew");
        Registrant updated =
                Registrant.told(registrant.update(Map.of("software_statement", PartnerIssuer.sign(claims))));
        assertThat(updated.information().getString("client_name")).isEqualTo("Stated anew");
        updated.update(Map.of()).then().statusCode(200).body("client_name", equalTo("Stated anew"));
    }

    @Test
    void isNoMoreGoodWhenTheTrustIsWithdrawn() {
        Registrant registrant = registered(Map.of("software_statement", PartnerIssuer.sign(claims)));
        trust(false, true);
        registrant.update(Map.of()).then().statusCode(400).body("error", equalTo("unapproved_software_statement"));
        refused("unapproved_software_statement");
    }

    @Test
    void isNotTakenFromWhoIsTrustedForSomethingElse() {
        trust(true, false);
        refused("unapproved_software_statement");
        claims.put("iss", PartnerIssuer.ISSUER);
        refused("unapproved_software_statement");
        claims.put("iss", "https://stranger.example");
        refused("unapproved_software_statement");
        claims.remove("iss");
        refused("unapproved_software_statement");
    }

    @Test
    void isNotTakenForAnotherServer() {
        claims.put("aud", "https://other.example");
        refused("invalid_software_statement");
    }

    @Test
    void isNotTakenOutsideItsTime() {
        claims.put("exp", Instant.now().getEpochSecond() - 60);
        refused("invalid_software_statement");
        claims.remove("exp");
        claims.put("nbf", Instant.now().getEpochSecond() + 600);
        refused("invalid_software_statement");
        claims.remove("nbf");
        claims.put("iat", Instant.now().getEpochSecond() + 600);
        refused("invalid_software_statement");
    }

    /** An assertion of the same issuer about a person names no software. */
    @Test
    void isNotTakenWithoutSoftware() {
        claims.remove("software_id");
        refused("invalid_software_statement");
    }

    /** S5. */
    @Test
    void isNotTakenWithoutItsIssuersSignature() {
        String good = PartnerIssuer.sign(claims);
        String input = good.substring(0, good.lastIndexOf('.'));
        refused(input + "." + good.substring(good.lastIndexOf('.') + 1, good.length() - 4) + "AAAA");
        refused(input + ".");
        refused(PartnerIssuer.sign(Map.of("alg", "none"), claims));
        refused(PartnerIssuer.sign(Map.of("alg", "HS256", "kid", "partner-1"), claims));
        refused(PartnerIssuer.sign(Map.of("alg", "ES384", "kid", "partner-1"), claims));
        refused(PartnerIssuer.sign(Map.of("alg", "ES256", "kid", "unknown"), claims));
        refused(PartnerIssuer.sign(Map.of("alg", "ES256", "kid", "partner-1", "typ", "at+jwt"), claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..."})
    void isAJwt(String statement) {
        post(metadata(Map.of("software_statement", statement)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_software_statement"));
    }

    @Test
    void isAText() {
        post(metadata(Map.of("software_statement", Map.of("software_id", "x"))))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_software_statement"));
    }

    @Test
    void isNotInTheAnswerWhereThereIsNone() {
        registered(Map.of()).read().then().body("software_statement", nullValue());
    }

    @Test
    void isNeededWhereTheOperatorWantsIt() {
        RequestReader reader = new RequestReader(
                new RegistrationSwitch(Setting.of("mode", "software-statement")),
                statements,
                allowance,
                demands,
                sectors,
                profiles);
        StrictJson json = new StrictJson();
        RequestBody without = RequestBody.of(json.write(metadata(Map.of())), json);
        assertThatThrownBy(() -> reader.read(without, Optional.empty()))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("software_statement is needed");
        RequestBody with =
                RequestBody.of(json.write(metadata(Map.of("software_statement", PartnerIssuer.sign(claims)))), json);
        assertThat(reader.read(with, Optional.empty()).metadata().clientName()).contains("Stated");
    }

    private void refused(String codeOrStatement) {
        boolean code = codeOrStatement.endsWith("_statement") || codeOrStatement.endsWith("_metadata");
        ValidatableResponse response = post(metadata(
                        Map.of("software_statement", code ? PartnerIssuer.sign(claims) : codeOrStatement)))
                .then()
                .statusCode(400);
        response.body("error", equalTo(code ? codeOrStatement : "invalid_software_statement"));
    }

    private void trust(boolean enabled, boolean softwareStatements) {
        issuers.store(new TrustedIssuer(
                ISSUER,
                enabled,
                Optional.of(Map.of(
                        "keys",
                        List.of(Map.of(
                                "kty", "EC",
                                "crv", "P-256",
                                "kid", "partner-1",
                                "x", "k-oLdekYlxU8Z_j-P72a2DPldB5qDNkXOCysHdHuBME",
                                "y", "Smi_r2aLp67mVdTRMXv1dunKDidFeMRxoV2-eLqsIi8")))),
                Optional.empty(),
                List.of("ES256"),
                List.of(),
                "sub",
                SubjectMatch.SUB,
                List.of(),
                List.of(),
                Duration.ofMinutes(5),
                true,
                softwareStatements));
    }
}
