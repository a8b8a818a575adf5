package dev.limen.jose;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JWT that has been taken apart. Nothing in it is known to be true until {@link #verify} has returned: what it says may
 * lead to the party whose keys are to be tried, and to nothing else.
 */
public final class UnverifiedJwt {

    /** How many keys are tried on one JWT, however many its signer has. */
    static final int MAX_TRIES = 8;

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final String signingInput;
    private final byte[] signature;

    UnverifiedJwt(Map<String, Object> header, Map<String, Object> claims, String signingInput, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /** The header as it came; may contain nulls. */
    public Map<String, Object> header() {
        return header;
    }

    /** The claims as they came, proved by nobody; may contain nulls. */
    public Map<String, Object> unverifiedClaims() {
        return claims;
    }

    /** A claim that is a string, proved by nobody: {@code iss} or {@code sub}, to find the signer. */
    public Optional<String> unverifiedText(String claim) {
        return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The {@code kid} of the header. */
    public Optional<String> kid() {
        return header.get("kid") instanceof String kid ? Optional.of(kid) : Optional.empty();
    }

    /**
     * The one of these algorithms that {@code alg} names.
     *
     * @param allowed what the caller accepts at this place from this signer
     * @throws InvalidJwtException when it names none of them
     */
    public <A extends JwsAlgorithm> A algorithm(Set<A> allowed) throws InvalidJwtException {
        return allowed.stream()
                .filter(algorithm -> algorithm.isNamed(header.get("alg")))
                .findAny()
                .orElseThrow(() -> new InvalidJwtException("alg is not one of " + allowed));
    }

    /**
     * The claims, proved by one of the signer's public keys.
     *
     * @param allowed the algorithms accepted at this place from this signer
     * @throws InvalidJwtException when the kind of the JWT is another, or none of the keys verifies it
     */
    public Map<String, Object> verify(TypRule typ, Set<SigningAlgorithm> allowed, Jwks keys)
            throws InvalidJwtException {
        return verify(typ, keys.candidates(kid(), algorithm(allowed)));
    }

    /**
     * The claims, proved by one of these keys. A key is tried only where {@code alg} names its algorithm.
     *
     * @throws InvalidJwtException when the kind of the JWT is another, or none of the keys verifies it
     */
    public Map<String, Object> verify(TypRule typ, Collection<? extends JwsVerificationKey> candidates)
            throws InvalidJwtException {
        if (!typ.accepts(header.get("typ"))) {
            throw new InvalidJwtException("typ is not one of " + typ.types());
        }
        verifySignature(candidates);
        return claims;
    }

    private void verifySignature(Collection<? extends JwsVerificationKey> candidates) throws InvalidJwtException {
        List<? extends JwsVerificationKey> fitting = candidates.stream()
                .filter(key -> key.algorithm().isNamed(header.get("alg")))
                .limit(MAX_TRIES)
                .toList();
        if (fitting.isEmpty()) {
            throw new InvalidJwtException("no key, or alg is not that of the key");
        }
        if (fitting.stream().noneMatch(key -> Signatures.verifies(key, signingInput, signature))) {
            throw new InvalidJwtException("the signature does not verify");
        }
    }

    @Override
    public String toString() {
        return "UnverifiedJwt";
    }
}
