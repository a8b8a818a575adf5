package dev.limen.protocol;

import java.util.Map;

/** What a token is bound to: whoever presents it must prove possession of that (RFC 9700, section 2.2.1). */
public sealed interface SenderConstraint {

    /** A token that works for whoever holds it (RFC 6750). */
    SenderConstraint BEARER = new Bearer();

    /** Nothing: possession of the token is enough. */
    record Bearer() implements SenderConstraint {}

    /**
     * A key that signs DPoP proofs (RFC 9449).
     *
     * @param jkt the RFC 7638 thumbprint of its public part
     */
    record Dpop(String jkt) implements SenderConstraint {}

    /**
     * A client certificate (RFC 8705, section 3).
     *
     * @param thumbprint SHA-256 of its DER encoding, base64url
     */
    record Mtls(String thumbprint) implements SenderConstraint {}

    /** Whether a request that proves possession of {@code proven} may use what is bound to this. */
    default boolean isMetBy(SenderConstraint proven) {
        return equals(BEARER) || equals(proven);
    }

    /** The value of {@code token_type} (RFC 6749, section 7.1; RFC 9449, section 5). */
    default String tokenType() {
        return this instanceof Dpop ? "DPoP" : "Bearer";
    }

    /** The members of {@code cnf} (RFC 7800, section 3.1); empty for a bearer token. */
    default Map<String, Object> confirmation() {
        return switch (this) {
            case Bearer bearer -> Map.of();
            case Dpop dpop -> Map.of("jkt", dpop.jkt());
            case Mtls mtls -> Map.of("x5t#S256", mtls.thumbprint());
        };
    }

    /**
     * The constraint that a {@code cnf} of ours says.
     *
     * @throws IllegalArgumentException for one that is not ours: to take it for a bearer token would drop the constraint
     */
    static SenderConstraint of(Map<?, ?> confirmation) {
        if (confirmation.isEmpty()) {
            return BEARER;
        }
        if (confirmation.get("jkt") instanceof String jkt) {
            return new Dpop(jkt);
        }
        if (confirmation.get("x5t#S256") instanceof String thumbprint) {
            return new Mtls(thumbprint);
        }
        throw new IllegalArgumentException("cnf without a member that is known");
    }
}
