package dev.limen.jose;

import dev.limen.protocol.DpopProof;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads DPoP proofs (RFC 9449, section 4.2): the one kind of JWT that is verified with a key that it brings itself. */
@Singleton
public final class DpopProofReader {

    private static final TypRule TYP = TypRule.exactly("dpop+jwt");
    private static final String KEY = "jwk";
    private static final Set<SigningAlgorithm> ALGORITHMS = EnumSet.allOf(SigningAlgorithm.class);

    private final JwtReader reader;

    @Inject
    public DpopProofReader(JwtReader reader) {
        this.reader = reader;
    }

    /** The values of {@code alg} that a proof may have, for {@code dpop_signing_alg_values_supported}. */
    public static List<String> algorithms() {
        return Arrays.stream(SigningAlgorithm.values())
                .map(SigningAlgorithm::wire)
                .toList();
    }

    /**
     * What the proof says. Whether it is one for this request is left to {@link DpopProof}'s rules.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_dpop_proof} when it is none (RFC 9449, section 4.3, items
     *     2 to 7)
     */
    public DpopProof read(String proof) {
        return read(proof, ALGORITHMS);
    }

    /** As {@link #read(String)}, of a proof that may have these algorithms alone. */
    public DpopProof read(String proof, Set<SigningAlgorithm> algorithms) {
        try {
            UnverifiedJwt jwt = reader.read(proof, Set.of(KEY));
            VerificationKey key = key(jwt, jwt.algorithm(algorithms));
            return DpopProof.of(key.thumbprint(), jwt.verify(TYP, List.of(key)));
        } catch (InvalidJwtException e) {
            throw DpopProof.unreadable(e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private static VerificationKey key(UnverifiedJwt jwt, SigningAlgorithm algorithm) throws InvalidJwtException {
        if (!(jwt.header().get(KEY) instanceof Map<?, ?> jwk)) {
            throw new InvalidJwtException("no jwk");
        }
        try {
            return VerificationKey.embedded(algorithm, (Map<String, Object>) jwk);
        } catch (IllegalArgumentException e) {
            throw new InvalidJwtException("jwk is not a public key for " + algorithm + ": " + e.getMessage());
        }
    }
}
