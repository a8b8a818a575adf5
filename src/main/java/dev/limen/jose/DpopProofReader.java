package dev.limen.jose;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import dev.limen.protocol.DpopProof;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads DPoP proofs (RFC 9449, section 4.2): the one kind of JWT that is verified with a key that it brings itself. */
@Singleton
public final class DpopProofReader {

    private static final String TYP = "dpop+jwt";
    private static final String KEY = "jwk";

    private final StrictJson json;

    @Inject
    public DpopProofReader(StrictJson json) {
        this.json = json;
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
    @SuppressWarnings("unchecked")
    public DpopProof read(String proof) {
        try {
            String[] parts = proof.split("\\.");
            Map<String, Object> header =
                    json.object(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
            if (!TYP.equals(header.get("typ"))) {
                throw DpopProof.refused("typ");
            }
            VerificationKey key = VerificationKey.of(
                    SigningAlgorithm.of(header.get("alg").toString()).orElseThrow(),
                    (Map<String, Object>) header.get(KEY));
            JwtVerifier.verifySignature(proof, header, key);
            return DpopProof.of(
                    PublicJwk.thumbprint(key.key()),
                    json.object(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (InvalidJwtException | IllegalArgumentException | IllegalJsonException e) {
            throw DpopProof.refused("not a DPoP proof");
        }
    }
}
