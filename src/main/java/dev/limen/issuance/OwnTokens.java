package dev.limen.issuance;

import dev.limen.config.Issuer;
import dev.limen.jose.Expectation;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtVerifier;
import dev.limen.key.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Reads the JWTs that Limen issued and that come back to it; each kind by its own {@code typ} (RFC 8725, section 3.11). */
@ApplicationScoped
public class OwnTokens {

    private final Issuer issuer;
    private final Keys keys;
    private final JwtVerifier verifier;

    OwnTokens(Issuer issuer, Keys keys, JwtVerifier verifier) {
        this.issuer = issuer;
        this.keys = keys;
        this.verifier = verifier;
    }

    /** The claims of an access token (RFC 9068, section 4), if it is one of ours and not expired. */
    Optional<Map<String, Object>> accessToken(String jwt) {
        return verified(jwt, Expectation.of(issuer.value(), JwtAccessTokens.TYP, keys::verification));
    }

    /** The claims of an ID token that has not expired. */
    Optional<Map<String, Object>> idToken(String jwt) {
        return verified(jwt, Expectation.of(issuer.value(), IdTokens.TYP, keys::verification));
    }

    /** The claims of an ID token that is shown as a hint; it may have expired (OpenID Connect Core 1.0, 3.1.2.1). */
    public Optional<Map<String, Object>> idTokenHint(String jwt) {
        return verified(
                jwt,
                Expectation.of(issuer.value(), IdTokens.TYP, keys::verification).evenExpired());
    }

    private Optional<Map<String, Object>> verified(String jwt, Expectation expectation) {
        try {
            return Optional.of(verifier.verify(jwt, expectation));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }
}
