package dev.limen.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers clients for one test: of the house, confidential, with the code flow. */
@Singleton
public class Registrar {

    private static final String SECRET = "registrar-secret-" + "4Yd7".repeat(16);

    private final Clients clients;

    Registrar(Clients clients) {
        this.clients = clients;
    }

    /**
     * A client that is found at {@code https://ID.example.com}.
     *
     * @param more metadata beside the usual, or instead of it
     */
    public RelyingParty register(String id, Map<String, Object> more) {
        return register(id, "https://" + id + ".example.com/callback", more);
    }

    public RelyingParty register(String id, String redirectUri, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(Map.of(
                "redirect_uris",
                List.of(redirectUri),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid",
                "consent",
                "none"));
        members.putAll(more);
        assertThat(ClientMetadataRules.faults(members)).isEmpty();
        Secrets secrets = Secrets.of(new FingerprintedSecret(Secret.of(SECRET), id.getBytes(StandardCharsets.UTF_8)));
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        id, Optional.of(true), ClientMetadata.of(members), Optional.of(secrets))));
        return RelyingParty.registered(Provider.uri(), id, SECRET, redirectUri);
    }
}
