package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.jose.InvalidJwtException;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Provider;
import dev.limen.support.SigningClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What places and profiles may ask of a request beyond what always holds. */
@QuarkusTest
class RequestObjectRulesTest {

    @Inject
    Clients clients;

    @Inject
    RequestObjects objects;

    private SigningClient signing;
    private Client client;

    @BeforeEach
    void register() {
        signing = new SigningClient(clients).register(Map.of());
        client = clients.find(SigningClient.ID).orElseThrow();
    }

    /** FAPI 2.0 Message Signing, section 5.3.1. */
    @Test
    void aProfileMayWantItDatedAndAddressed() throws Exception {
        RequestObjectRules rules = RequestObjectRules.of(client.metadata)
                .strict(Set.of("iss", "aud", "nbf", "exp"), Duration.ofMinutes(60));
        long now = Instant.now().getEpochSecond();
        assertThat(objects.read(client, signed(object().with("nbf", now).with("exp", now + 3600)), rules))
                .containsEntry("client_id", SigningClient.ID);
        for (String claim : List.of("iss", "aud", "nbf", "exp", "client_id")) {
            assertThatThrownBy(() -> objects.read(
                            client, signed(object().with("nbf", now).without(claim)), rules))
                    .isInstanceOf(InvalidJwtException.class)
                    .hasMessageContaining(claim);
        }
        assertThatThrownBy(() ->
                        objects.read(client, signed(object().with("nbf", now).with("exp", now + 3601)), rules))
                .isInstanceOf(InvalidJwtException.class);
        assertThatThrownBy(() -> objects.read(
                        client, signed(object().with("nbf", now - 3700).with("exp", now + 10)), rules))
                .isInstanceOf(InvalidJwtException.class);
    }

    /** Other places have an algorithm of their own, and need no {@code client_id}. */
    @Test
    void anotherPlaceHasItsOwnAlgorithmAndClaims() throws Exception {
        RequestObjectRules rules =
                new RequestObjectRules(Optional.of("ES256"), false, Set.of("iss", "jti"), Optional.empty());
        assertThat(objects.read(client, signed(object().without("client_id").with("jti", "1")), rules))
                .containsEntry("jti", "1");
        assertThatThrownBy(() -> objects.read(client, signed(object()), rules)).hasMessageContaining("jti");
        RequestObjectRules other = new RequestObjectRules(Optional.of("PS256"), false, Set.of(), Optional.empty());
        assertThatThrownBy(() -> objects.read(client, signed(object()), other)).hasMessageContaining("alg");
    }

    /** Whatever was registered, what must be signed must be. */
    @Test
    void signedIsWhatHasASignature() {
        RequestObjectRules none =
                RequestObjectRules.of(ClientMetadata.of(Map.of("request_object_signing_alg", "none")));
        assertThat(none.unsigned()).isTrue();
        assertThat(none.signed().unsigned()).isFalse();
        assertThat(RequestObjectRules.of(client.metadata).unsigned()).isFalse();
        assertThat(RequestObjectRules.of(client.metadata).fromOwnAddress().unsigned())
                .isTrue();
    }

    private static ClientAssertion object() {
        return ClientAssertion.of(SigningClient.ID, Provider.uri())
                .without("sub")
                .without("jti")
                .with("client_id", SigningClient.ID);
    }

    private String signed(ClientAssertion object) {
        return signing.signed(object);
    }
}
