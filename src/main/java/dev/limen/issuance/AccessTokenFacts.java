package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.Scope;
import java.time.Instant;
import java.util.List;

/** What an access token says, whatever its form. */
public record AccessTokenFacts(
        String jti, Grant grant, Scope scope, List<String> audience, Instant issuedAt, Instant expiresAt) {

    /** The person, or the client where it acts for itself (RFC 9068, section 2.2). */
    public String subject() {
        return grant.subject().map(user -> user.sub).orElse(grant.client.clientId);
    }
}
