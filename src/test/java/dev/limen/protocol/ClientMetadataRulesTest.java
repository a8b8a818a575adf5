package dev.limen.protocol;

import static dev.limen.protocol.MetadataFault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in what a client says of itself: its grants, its addresses, its names. */
class ClientMetadataRulesTest {

    private static final List<String> CB = List.of("https://app.example.com/cb");

    static Stream<MetadataFault> faulty() {
        return Stream.of(
                fault("redirect_uris", "needs a URI", Map.of("redirect_uris", List.of())),
                fault("authorization_details_types", "is empty", Map.of("authorization_details_types", List.of(" "))),
                fault(
                        "authorization_details_types",
                        "must be a list of strings",
                        Map.of("authorization_details_types", "payment_initiation")),
                fault("redirect_uris", "is there twice", Map.of("redirect_uris", List.of(CB.get(0), CB.get(0)))),
                fault("redirect_uris", "must be a list of strings", Map.of("redirect_uris", CB.get(0))),
                fault("redirect_uris", "must be a list of strings", Map.of("redirect_uris", List.of(1))),
                fault("grant_types", "is empty", Map.of("grant_types", List.of())),
                fault(
                        "grant_types",
                        "supported: authorization_code, refresh_token, client_credentials",
                        Map.of("grant_types", List.of("authorization_code", "magic"))),
                fault("grant_types", "is not supported", Map.of("grant_types", List.of("PASSWORD"))),
                fault("response_types", "needs one with a token", older("code")),
                fault("response_types", "is there twice", older("id_token token", "token id_token", "code")),
                fault(
                        "redirect_uris",
                        "must all be https",
                        with(older("code id_token"), "redirect_uris", List.of("http://127.0.0.1:8080/cb"))),
                fault("grant_types", "is there twice", Map.of("grant_types", twice("authorization_code"))),
                fault("grant_types", "needs a grant type that", Map.of("grant_types", List.of("refresh_token"))),
                fault(
                        "grant_types",
                        "RFC 6749, section 4.4",
                        Map.of("grant_types", List.of("client_credentials"), "token_endpoint_auth_method", "none")),
                fault(
                        "grant_types",
                        "needs token_exchange to say what",
                        Map.of("grant_types", List.of(ClientMetadata.TOKEN_EXCHANGE_GRANT))),
                fault(
                        "grant_types",
                        "is for clients that authenticate",
                        Map.of(
                                "grant_types",
                                List.of(ClientMetadata.JWT_BEARER),
                                "token_endpoint_auth_method",
                                "none")),
                fault(
                        "token_exchange",
                        "needs the grant type urn:ietf:params:oauth:grant-type:token-exchange",
                        Map.of("token_exchange", Map.of("audiences", List.of("https://a.example")))),
                fault("token_exchange", "must be an object", Map.of("token_exchange", true)),
                fault("response_types", "supported: code, id_token", Map.of("response_types", List.of("code", "none"))),
                fault(
                        "response_types",
                        "needs the implicit grant",
                        Map.of("response_types", List.of("code", "code id_token"))),
                fault("response_types", "supported: code, id_token", Map.of("response_types", List.of("code", " "))),
                fault("response_types", "needs 'code'", Map.of("response_types", List.of())),
                fault(
                        "response_types",
                        "needs the authorization_code",
                        Map.of("grant_types", List.of("client_credentials"), "response_types", List.of("code"))),
                fault("application_type", "supported: web, native", Map.of("application_type", "Native")),
                fault("subject_type", "supported: public, pairwise", Map.of("subject_type", "Pairwise")),
                fault(
                        "sector_identifier_uri",
                        "several hosts",
                        pairwise("redirect_uris", List.of("https://a.example/cb", "https://b.example/cb"))),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        pairwise("redirect_uris", List.of("http://127.0.0.1/cb", "http://localhost:8080/cb"))),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        Map.of(
                                "subject_type", "pairwise",
                                "redirect_uris", List.of("com.example.app:/cb"),
                                "application_type", "native")),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        Map.of(
                                "subject_type", "pairwise",
                                "redirect_uris", List.of(),
                                "grant_types", List.of(ClientMetadata.DEVICE_CODE),
                                "token_endpoint_auth_method", "none",
                                "jwks_uri", "https://a.example/jwks")),
                fault("access_token_format", "supported: jwt, opaque", Map.of("access_token_format", "JWT")),
                fault("consent", "supported: remember, always, none", Map.of("consent", "never")),
                fault("require_pkce", "RFC 9700", Map.of("token_endpoint_auth_method", "none", "require_pkce", false)),
                fault("require_pkce", "must be true or false", Map.of("require_pkce", "no")),
                fault("dpop_bound_access_tokens", "must be true or false", Map.of("dpop_bound_access_tokens", "yes")),
                fault(
                        "tls_client_certificate_bound_access_tokens",
                        "bound to one thing",
                        Map.of("dpop_bound_access_tokens", true, "tls_client_certificate_bound_access_tokens", true)),
                fault("scope", "offline_access, which needs", Map.of("scope", "openid offline_access")),
                fault("scope", "cannot have", Map.of("scope", "openid a\"b")),
                fault("scope", "cannot have", Map.of("scope", "openid a\tb")),
                fault("scope", "must be a string", Map.of("scope", List.of("openid"))),
                fault("client_name", "control character", Map.of("client_name", "a\u0007b")),
                fault("client_name", "direction", Map.of("client_name", "knab\u202eym")),
                fault("client_name", "is empty", Map.of("client_name", " ")),
                fault("client_name", "longer", Map.of("client_name", "x".repeat(201))),
                fault("contacts", "is empty", Map.of("contacts", List.of("a@example.com", ""))),
                fault("default_max_age", "number of seconds", Map.of("default_max_age", -1L)),
                fault("default_max_age", "whole number", Map.of("default_max_age", "60")),
                fault("redirect_uri", "is not a member", Map.of("redirect_uri", "https://a.example/")),
                fault("client_secret", "is not a member", Map.of("client_secret", "x")));
    }

    private static Map<String, Object> older(String... responseTypes) {
        return Map.of(
                "grant_types", List.of("authorization_code", "implicit"), "response_types", List.of(responseTypes));
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> all = new HashMap<>(members);
        all.put(name, value);
        return all;
    }

    private static Map<String, Object> pairwise(String name, Object value) {
        return Map.of("subject_type", "pairwise", name, value);
    }

    private static List<String> twice(String value) {
        return List.of(value, value);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void findsTheFaultAndNoOther(MetadataFault fault) {
        fault.assertAlone();
    }

    @Test
    void findsAllFaultsAtOnce() {
        var faults = ClientMetadataRules.faults(Map.of(
                "redirect_uris",
                List.of("javascript:x", "https://ok.example/", "data:x"),
                "logo_uri",
                "javascript:x",
                "consent",
                5,
                "what",
                "ever"));
        assertThat(faults.stream()
                        .map(f -> f.field() + f.element().stream().boxed().toList()))
                .containsExactlyInAnyOrder("redirect_uris[0]", "redirect_uris[2]", "logo_uri[]", "consent[]", "what[]");
    }
}
