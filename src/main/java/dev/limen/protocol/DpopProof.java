package dev.limen.protocol;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a DPoP proof says, when the key that it brings has verified its signature (RFC 9449, section 4.2), and the rules of
 * section 4.3 that need no state. Each of them refuses with {@code invalid_dpop_proof}.
 *
 * @param jkt the RFC 7638 thumbprint of the key
 * @param jti what tells this proof from all others of its key
 * @param htm the method of the request that it is for
 * @param htu the URI of that request
 * @param iat when the client says that it made it
 * @param ath the hash of the access token that it goes with
 * @param nonce the server's word that it was made lately
 */
public record DpopProof(
        String jkt, String jti, String htm, String htu, Instant iat, Optional<String> ath, Optional<String> nonce) {

    private static final String CLAUSE = "RFC 9449, section 4.3";

    /** The end of the year 9999: what is later is no time, and would overflow what is computed with it. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    /**
     * Reads the claims.
     *
     * @throws OAuthException {@code invalid_dpop_proof} where one is missing or not of its type (section 4.3, item 3)
     */
    public static DpopProof of(String jkt, Map<String, Object> claims) {
        return new DpopProof(
                jkt,
                text(claims, "jti").orElseThrow(() -> missing("jti")),
                text(claims, "htm").orElseThrow(() -> missing("htm")),
                text(claims, "htu").orElseThrow(() -> missing("htu")),
                time(claims.get("iat")),
                text(claims, "ath"),
                text(claims, "nonce"));
    }

    /**
     * Items 8 and 9: it is for this request.
     *
     * @param urls those of the endpoint, as the settings have them; query and fragment do not count
     */
    public void requireRequest(String method, String... urls) {
        if (!htm.equals(method)) {
            throw refused("the DPoP proof is for another method: htm is not that of the request");
        }
        Optional<String> asked = TargetUri.normal(htu);
        if (asked.isEmpty() || Arrays.stream(urls).map(TargetUri::normal).noneMatch(asked::equals)) {
            throw refused("the DPoP proof is for another URL: htu is not that of the endpoint");
        }
    }

    /** Item 11: it was made lately, by a clock that may be as far off. */
    public void requireRecent(Instant now, Duration tolerance) {
        if (iat.isBefore(now.minus(tolerance)) || iat.isAfter(now.plus(tolerance))) {
            throw refused("the DPoP proof was made too long ago or in the future: iat");
        }
    }

    /** It does not come from further in the future than anybody may be (FAPI 2.0 Security Profile, section 5.3.2.1, number 13). */
    public void requireNotAhead(Instant now, Duration most) {
        if (Duration.between(now, iat).compareTo(most) > 0) {
            throw refused("the DPoP proof was made in the future: iat");
        }
    }

    /** Item 12: it goes with this access token. */
    public void requireToken(String accessToken) {
        if (!ath.equals(Optional.of(hash(accessToken)))) {
            throw refused("the DPoP proof is for another access token: ath is not its hash");
        }
    }

    /** What is wrong with a proof, in words for the client's developer. */
    public static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_DPOP_PROOF, description, CLAUSE);
    }

    /**
     * What is no proof at all.
     *
     * @param detail why, for the log
     */
    public static OAuthException unreadable(String detail) {
        return new OAuthException(
                new OAuthError(
                        ErrorCode.INVALID_DPOP_PROOF,
                        "the DPoP header is not one JWT of the type dpop+jwt, signed with the public key in its jwk",
                        CLAUSE),
                detail);
    }

    /** RFC 9449, section 4.2. */
    private static String hash(String accessToken) {
        byte[] digest = Sha256.digest(accessToken.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        if (claims.get(name) instanceof String value && !value.isEmpty()) {
            return Optional.of(value);
        }
        throw refused("the DPoP proof has a claim that is not the text it must be: " + name);
    }

    private static Instant time(Object value) {
        BigDecimal seconds =
                switch (value) {
                    case Long whole -> BigDecimal.valueOf(whole);
                    case BigDecimal decimal -> decimal;
                    case null, default -> throw missing("iat");
                };
        if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
            throw refused("the DPoP proof has an iat that is no time");
        }
        return Instant.ofEpochSecond(seconds.longValue());
    }

    private static OAuthException missing(String claim) {
        return refused("the DPoP proof has no " + claim);
    }

    @Override
    public String toString() {
        return "DpopProof[" + jkt + "]";
    }
}
