package dev.limen.introspection;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.issuance.ClientJwts;
import dev.limen.protocol.ClientMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Introspection answers as JWT (RFC 9701, section 5). Their type and the member that holds all they say keep them from
 * passing for an access or ID token, and so do {@code sub} and {@code exp}, which they do not have (section 8.1).
 */
@ApplicationScoped
class IntrospectionJwt {

    private static final String TYP = "token-introspection+jwt";

    private final Clock clock;
    private final Issuer issuer;
    private final ClientJwts jwts;

    IntrospectionJwt(Clock clock, Issuer issuer, ClientJwts jwts) {
        this.clock = clock;
        this.issuer = issuer;
        this.jwts = jwts;
    }

    String of(Client client, Map<String, Object> members) {
        ClientMetadata metadata = client.metadata;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("aud", client.clientId);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("token_introspection", members);
        return jwts.signed(
                client,
                claims,
                TYP,
                jwts.key(client, metadata.introspectionSignedResponseAlg()),
                metadata.introspectionEncryption());
    }
}
