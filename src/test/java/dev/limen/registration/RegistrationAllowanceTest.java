package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static dev.limen.registration.Registrant.post;
import static dev.limen.registration.Registrant.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.client.ClientAuthentication;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.json.StrictJson;
import dev.limen.key.SignatureDemands;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.Scopes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that registers itself is given, and what is the operator's to give. */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class RegistrationAllowanceTest {

    private static final String INVALID = "invalid_client_metadata";

    @Inject
    RegistrationSwitch registration;

    @Inject
    SoftwareStatements statements;

    @Inject
    SignatureDemands demands;

    @Inject
    SectorIdentifiers sectors;

    @Inject
    Profiles profiles;

    @Inject
    Features features;

    @Inject
    Scopes scopes;

    @Inject
    ClientAuthentication authentication;

    /** What the operator alone can give is not given, however it is asked for. */
    @Test
    void givesNoPrivilegeOfTheHouse() {
        post(metadata(Map.of(
                        "consent",
                        "none",
                        "require_pkce",
                        false,
                        "profile",
                        "fapi2",
                        "access_token_format",
                        "opaque",
                        "access_token_signed_response_alg",
                        "ES256",
                        "token_exchange",
                        Map.of("subject_clients", List.of("web")),
                        "enabled",
                        false)))
                .then()
                .statusCode(201)
                .body("consent", equalTo("remember"))
                .body("require_pkce", equalTo(true))
                .body("profile", equalTo("oauth21"))
                .body("access_token_format", equalTo("jwt"))
                .body("access_token_signed_response_alg", equalTo("RS256"))
                .body("token_exchange", nullValue())
                .body("enabled", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ClientMetadata.TOKEN_EXCHANGE_GRANT,
                ClientMetadata.JWT_BEARER,
                ClientMetadata.PASSWORD,
                ClientMetadata.DEVICE_CODE
            })
    void givesNoGrantTypeThatTheOperatorDoesNotLetItHave(String grantType) {
        refused(Map.of("grant_types", List.of("authorization_code", grantType)), INVALID)
                .body(
                        "error_description",
                        startsWith("grant_types[1] is a value that no client can register by itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid api:read", "openid phone", "openid made:up"})
    void givesNoScopeThatTheOperatorDoesNotLetItHave(String scope) {
        refused(Map.of("scope", scope), INVALID)
                .body("error_description", allOf(startsWith("scope has a value"), containsString("files:read")));
    }

    /** RFC 9396, section 10. */
    @Test
    void givesNoTypeOfDetailsThatTheOperatorDoesNotLetItHave() {
        refused(Map.of("authorization_details_types", List.of("payment_initiation")), INVALID)
                .body("error_description", startsWith("authorization_details_types[0] is a value"));
        ClientMetadata paying = ClientMetadata.of(Map.of("authorization_details_types", List.of("payment_initiation")));
        assertThat(allowance("authorization-details-types", "payment_initiation")
                        .faults(paying))
                .isEmpty();
    }

    @Test
    void givesTheScopeThatTheOperatorLetsItHave() {
        post(metadata(Map.of("scope", "openid files:read")))
                .then()
                .statusCode(201)
                .body("scope", equalTo("openid files:read"));
    }

    @Test
    void givesOfflineAccessWithRefreshTokens() {
        post(metadata(Map.of("grant_types", List.of("authorization_code", "refresh_token"))))
                .then()
                .statusCode(201)
                .body("scope", equalTo("openid profile email offline_access files:read"));
    }

    /** Nothing of the house is given away where the operator has said no more than that clients may register. */
    @Test
    void givesLittleByDefault() {
        Allowance usual = allowance("mode", "open");
        assertThat(usual.usual(List.of("authorization_code", "refresh_token")))
                .hasToString("openid profile email address phone offline_access");
        assertThat(usual.usual(List.of("client_credentials"))).hasToString("");
        assertThat(usual.faults(ClientMetadata.of(
                        Map.of("grant_types", List.of("authorization_code", "refresh_token", "implicit")))))
                .isEmpty();
        assertThat(usual.faults(ClientMetadata.of(Map.of(
                        "grant_types",
                        List.of("client_credentials", ClientMetadata.DEVICE_CODE),
                        "scope",
                        "api:read"))))
                .hasSize(3);
    }

    @Test
    void givesTheGrantTypesThatTheOperatorNames() {
        Allowance more = allowance("grant-types", "client_credentials," + ClientMetadata.DEVICE_CODE);
        assertThat(more.faults(ClientMetadata.of(Map.of("grant_types", List.of(ClientMetadata.DEVICE_CODE)))))
                .isEmpty();
        assertThat(more.faults(ClientMetadata.of(Map.of()))).hasSize(1);
    }

    @Test
    void letsClientsThatAuthenticateLeaveOutPkceWhereTheOperatorDoes() {
        RequestReader reader = new RequestReader(
                registration, statements, allowance("require-pkce", "false"), demands, sectors, profiles);
        StrictJson json = new StrictJson();
        Function<String, ClientMetadata> read = method -> reader.read(
                        RequestBody.of(json.write(metadata(Map.of("token_endpoint_auth_method", method))), json),
                        Optional.empty())
                .metadata();
        assertThat(read.apply("client_secret_basic").requirePkce()).isFalse();
        assertThat(read.apply("none").requirePkce()).isTrue();
    }

    /** Without a person, the scopes that are about one are of no use. */
    @Test
    void givesAMachineNoScopeAboutPeople() {
        Map<String, Object> machine = new HashMap<>();
        machine.put("grant_types", List.of("client_credentials"));
        machine.put("redirect_uris", null);
        post(metadata(machine)).then().statusCode(201).body("scope", equalTo("files:read"));
    }

    /** RFC 9396, section 10: what a machine asks for beyond its scope, nobody would see. */
    @Test
    void givesAMachineNoAuthorizationDetails() {
        List<String> types = List.of("payment");
        List<String> machine = List.of("authorization_code", "client_credentials");
        post(metadata(Map.of("grant_types", machine, "authorization_details_types", types)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"))
                .body("error_description", containsString("authorization_details_types is not for a client"));
        post(metadata(Map.of("authorization_details_types", types))).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"id_token, 201", "id_token token, 201", "code id_token, 400", "code id_token token, 400"})
    void givesResponseTypesThatAreOn(String type, int status) {
        List<String> grants = type.contains("code") ? List.of("authorization_code", "implicit") : List.of("implicit");
        post(metadata(Map.of("grant_types", grants, "response_types", List.of(type))))
                .then()
                .statusCode(status);
    }

    private Allowance allowance(String name, String value) {
        return new Allowance(Setting.of(name, value), features, scopes, authentication);
    }
}
