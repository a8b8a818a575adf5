package dev.limen.signout;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.crypto.Tokens;
import dev.limen.issuance.ClientJwts;
import dev.limen.key.SignedTokens;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.4): signed and encrypted as the client's ID tokens are, and
 * made when they are sent, so that the last of many tries is as fresh as the first.
 */
@ApplicationScoped
class LogoutTokens implements SignedTokens {

    /** Section 4. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final String TYP = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final Clock clock;
    private final Issuer issuer;
    private final Tokens tokens;
    private final ClientJwts jwts;
    private final SubjectIdentifiers subjects;

    LogoutTokens(Clock clock, Issuer issuer, Tokens tokens, ClientJwts jwts, SubjectIdentifiers subjects) {
        this.clock = clock;
        this.issuer = issuer;
        this.tokens = tokens;
        this.jwts = jwts;
        this.subjects = subjects;
    }

    /** @param user whose session it was; empty if the account is gone, and then the {@code sid} alone says it */
    String of(Client client, Optional<User> user, String sid) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        user.ifPresent(person -> claims.put("sub", subjects.of(person, client)));
        claims.put("aud", client.clientId);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", tokens.next().reveal());
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.put("sid", sid);
        return jwts.signed(
                client,
                claims,
                TYP,
                jwts.key(client, client.metadata.idTokenSignedResponseAlg()),
                client.metadata.idTokenEncryption());
    }

    @Override
    public Duration longestLifetime() {
        return LIFETIME;
    }
}
