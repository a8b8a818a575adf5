package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limen.config.Profiles;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the clients of the test realm. */
@QuarkusTest
class ClientAuthenticationTest {

    private static final String WEB = "web-secret-6Jm1cQf8vKz2";
    private static final String POST = "web-post-secret-9Xr4tLp7";

    @Inject
    ClientAuthentication authentication;

    @Inject
    PresentedClients clients;

    @Inject
    Profiles profiles;

    @Inject
    ClientSecrets secrets;

    @Inject
    @io.quarkus.arc.All
    List<ClientAuthenticationMethod> all;

    @Test
    void supportsWhatMayBeRegistered() {
        assertThat(all.stream().map(ClientAuthenticationMethod::name))
                .containsExactlyInAnyOrderElementsOf(ClientMetadataRules.AUTHENTICATION_METHODS);
    }

    @Test
    void refusesTwoMethodsOfOneName() {
        assertThatThrownBy(() -> new ClientAuthentication(
                        clients,
                        profiles,
                        List.of(new ClientSecretPost(secrets), new NoAuthentication(), new ClientSecretPost(secrets))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("client_secret_post");
    }

    @Test
    void knowsAClientByItsBasicHeader() {
        assertThat(authenticated(basic("web", WEB), Map.of())).isEqualTo("web");
        assertThat(authenticated(basic("web", WEB).replace("Basic", "bAsIc"), Map.of()))
                .isEqualTo("web");
        assertThat(authenticated(basic("web", WEB), Map.of("client_id", List.of("web"))))
                .isEqualTo("web");
    }

    @Test
    void knowsAClientByItsForm() {
        assertThat(authenticated(form("web-post", POST))).isEqualTo("web-post");
    }

    @Test
    void takesAPublicClientAtItsWord() {
        assertThat(authenticated(Map.of("client_id", List.of("spa")))).isEqualTo("spa");
    }

    /** RFC 6749, section 2.3: the client must not use more than one authentication method in each request. */
    @Test
    void refusesMoreThanOneMethod() {
        refuse(ErrorCode.INVALID_REQUEST, List.of(basic("web", WEB)), form("web", WEB));
        refuse(ErrorCode.INVALID_REQUEST, List.of(basic("web", WEB), basic("web", WEB)), Map.of());
        refuse(ErrorCode.INVALID_REQUEST, List.of(basic("web", WEB)), Map.of("client_id", List.of("spa")));
        refuse(ErrorCode.INVALID_REQUEST, List.of(), Map.of("client_id", List.of("spa", "spa")));
        refuse(
                ErrorCode.INVALID_REQUEST,
                List.of(),
                Map.of("client_id", List.of("web-post"), "client_secret", List.of(POST, POST)));
    }

    @Test
    void refusesAnotherMethodThanTheRegisteredOne() {
        refuse(ErrorCode.INVALID_CLIENT, List.of(), form("web", WEB));
        refuse(ErrorCode.INVALID_CLIENT, List.of(basic("web-post", POST)), Map.of());
        refuse(ErrorCode.INVALID_CLIENT, List.of(), Map.of("client_id", List.of("web")));
        refuse(ErrorCode.INVALID_CLIENT, List.of(basic("spa", "")), Map.of());
        refuse(ErrorCode.INVALID_CLIENT, List.of(), form("spa", "anything"));
    }

    @Test
    void refusesADisabledClient() {
        refuse(ErrorCode.INVALID_CLIENT, List.of(basic("disabled", "disabled-secret-2Ld6nPw4")), Map.of());
    }

    @Test
    void answersUnknownClientWrongSecretAndDisabledClientAlike() {
        List<OAuthException> refusals = List.of(
                refusal(List.of(basic("nobody", "x")), Map.of()),
                refusal(List.of(basic("web", "x")), Map.of()),
                refusal(List.of(basic("disabled", "disabled-secret-2Ld6nPw4")), Map.of()),
                refusal(List.of("Basic !"), Map.of()),
                refusal(List.of(), Map.of()));
        assertThat(refusals)
                .extracting(OAuthException::error)
                .containsOnly(refusals.getFirst().error());
        assertThat(refusals).extracting(OAuthException::detail).allSatisfy(detail -> assertThat(detail)
                .doesNotContain("disabled-secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic =",
                "Basic d2Vi", // no colon
                "Basic d2Vi OnNlY3JldA==",
                "Basic d2ViOiV6eg==", // web:%zz
                "Basic d2ViOiU=", // web:%
                "Basic d2ViOiVmZg==", // web:%ff
                "Basic d2ViOv8=", // not UTF-8
                "Basic !!!!",
                "Bearer abc",
                "Digest username=\"web\"",
                "d2ViOng="
            })
    void refusesHeadersThatAreNoCredentials(String header) {
        refuse(ErrorCode.INVALID_CLIENT, List.of(header), Map.of());
    }

    /** RFC 6749, section 2.3.1: both halves are form-urlencoded. */
    @Test
    void decodesBothHalves() {
        String secret = "a b+c%d:e/f ü日";
        Client stored = clients.find("web").orElseThrow();
        SecretAttempt attempt = (SecretAttempt) new ClientSecretBasic(secrets)
                .attempt(new PresentedCredentials(List.of(basic("we:b", secret)), Parameters.of(Map.of()), List.of()))
                .orElseThrow();
        assertThat(attempt.clientId()).isEqualTo("we:b");
        assertThat(attempt.secret().reveal()).isEqualTo(secret);
        assertThat(attempt.fault(Optional.of(stored))).isPresent();
    }

    @Test
    void showsNoSecret() {
        PresentedCredentials presented =
                new PresentedCredentials(List.of(basic("web", WEB)), Parameters.of(form("web", WEB)), List.of());
        assertThat(presented.toString()).doesNotContain(WEB).doesNotContain("Basic");
        assertThat(new ClientSecretPost(secrets)
                        .attempt(presented)
                        .orElseThrow()
                        .toString())
                .doesNotContain(WEB);
        assertThat(clients.find("web").orElseThrow().toString()).isEqualTo("Client[web]");
    }

    private String authenticated(Map<String, List<String>> form) {
        return authentication.authenticate(new PresentedCredentials(List.of(), Parameters.of(form), List.of()))
                .clientId;
    }

    private String authenticated(String header, Map<String, List<String>> form) {
        return authentication.authenticate(new PresentedCredentials(List.of(header), Parameters.of(form), List.of()))
                .clientId;
    }

    private void refuse(ErrorCode code, List<String> headers, Map<String, List<String>> form) {
        assertThat(refusal(headers, form).error().code()).isEqualTo(code);
    }

    private OAuthException refusal(List<String> headers, Map<String, List<String>> form) {
        return catchThrowableOfType(
                OAuthException.class,
                () -> authentication.authenticate(new PresentedCredentials(headers, Parameters.of(form), List.of())));
    }

    private static Map<String, List<String>> form(String clientId, String secret) {
        return Map.of("client_id", List.of(clientId), "client_secret", List.of(secret));
    }

    private static String basic(String clientId, String secret) {
        String pair = URLEncoder.encode(clientId, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
