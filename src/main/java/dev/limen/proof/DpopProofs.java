package dev.limen.proof;

import dev.limen.config.Issuer;
import dev.limen.config.LimenConfig;
import dev.limen.config.NonceUse;
import dev.limen.crypto.DpopNonces;
import dev.limen.jose.DpopProofReader;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.protocol.DpopProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Requirements;
import dev.limen.storage.UsedIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Accepts DPoP proofs, each once (RFC 9449, section 4.3). */
@ApplicationScoped
class DpopProofs {

    private static final String KIND = "dpop";
    private static final OAuthError USE_NONCE = new OAuthError(
            ErrorCode.USE_DPOP_NONCE,
            "the DPoP proof must repeat the nonce of the DPoP-Nonce header",
            "RFC 9449, section 8");

    private final DpopProofReader reader;
    private final DpopNonces nonces;
    private final Issuer issuer;

    /** Where clients with certificates come instead (RFC 8705, section 5). */
    private final Optional<String> mtlsBase;

    private final LimenConfig.Dpop settings;
    private final UsedIds usedIds;
    private final Clock clock;

    DpopProofs(
            DpopProofReader reader,
            DpopNonces nonces,
            Issuer issuer,
            LimenConfig config,
            UsedIds usedIds,
            Clock clock) {
        this.reader = reader;
        this.nonces = nonces;
        this.issuer = issuer;
        this.mtlsBase = config.mtls().baseUrl().map(Object::toString);
        this.settings = config.dpop();
        this.usedIds = usedIds;
        this.clock = clock;
    }

    /**
     * The one proof of this request, in all that can be told without the database.
     *
     * @param required what is required of the client
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    DpopProof read(PresentedProof presented, Requirements required) {
        if (presented.dpop().size() != 1) {
            throw DpopProof.refused(
                    presented.dpop().isEmpty() ? "a DPoP proof is required" : "there is more than one DPoP header");
        }
        DpopProof proof =
                reader.read(presented.dpop().getFirst(), SigningAlgorithm.named(required.signingAlgorithms()));
        proof.requireRequest(
                presented.method(),
                Stream.concat(Stream.of(issuer.value()), mtlsBase.stream())
                        .map(base -> base + presented.path())
                        .toArray(String[]::new));
        proof.requireNotAhead(clock.instant(), required.ahead());
        end(proof);
        return proof;
    }

    /**
     * Uses a proof up, in the caller's transaction.
     *
     * @throws OAuthException {@code invalid_dpop_proof} if it was used before
     */
    void use(DpopProof proof) {
        refuseUnless(usedIds.use(KIND, proof.jkt(), proof.jti(), end(proof)));
    }

    /** As {@link #use}, in a transaction that writes nothing else. */
    void useAlone(DpopProof proof) {
        refuseUnless(usedIds.useWithoutWaiting(KIND, proof.jkt(), proof.jti(), end(proof)));
    }

    private static void refuseUnless(boolean first) {
        if (!first) {
            throw DpopProof.refused("the DPoP proof was used before: jti");
        }
    }

    /**
     * When the age of the proof ends it. A nonce tells its age better than the client's clock does, which then need not be
     * right (section 4.3, item 11).
     */
    private Instant end(DpopProof proof) {
        if (proof.nonce().isPresent()) {
            return nonces.acceptedUntil(proof.nonce().get())
                    .orElseThrow(() -> new OAuthException(USE_NONCE, "the nonce is not one of this time"));
        }
        if (settings.nonce() == NonceUse.REQUIRED) {
            throw new OAuthException(USE_NONCE, "no nonce");
        }
        proof.requireRecent(clock.instant(), settings.proofTolerance());
        return proof.iat().plus(settings.proofTolerance());
    }
}
