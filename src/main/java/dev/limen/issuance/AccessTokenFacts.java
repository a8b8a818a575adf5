package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an access token says, whatever its form.
 *
 * @param constraint what it is bound to
 * @param act who acts for the subject (RFC 8693, section 4.1); empty: nobody
 * @param details what it is good for beyond the scope (RFC 9396)
 */
public record AccessTokenFacts(
        String jti,
        Grant grant,
        Scope scope,
        List<String> audience,
        Instant issuedAt,
        Instant expiresAt,
        SenderConstraint constraint,
        Map<String, Object> act,
        AuthorizationDetails details) {

    /** For {@code expires_in}. */
    long secondsToLive() {
        return Duration.between(issuedAt, expiresAt).toSeconds();
    }

    /** Who alone may act for the person (RFC 8693, section 4.4), as the account says it now; empty: nothing is said. */
    public Map<String, Object> mayAct() {
        return grant.subject().map(User::mayAct).orElse(Map.of());
    }
}
