package dev.limen.proof;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.DpopProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import dev.limen.protocol.PresentedToken.Scheme;
import dev.limen.protocol.SenderConstraint;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells what a request proves possession of, and whether that is what its access token is bound to. A proof is used up in
 * the caller's transaction, which a refusal must not roll back.
 */
@ApplicationScoped
public class Possession {

    private final DpopProofs dpopProofs;

    Possession(DpopProofs dpopProofs) {
        this.dpopProofs = dpopProofs;
    }

    /**
     * What the tokens that this request gives will be bound to: the key of its DPoP proof, or nothing.
     *
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce} if the proof is not good, or if there is
     *     none and the client is registered for bound tokens (RFC 9449, section 5.2)
     */
    public SenderConstraint of(PresentedProof presented, ClientMetadata client) {
        if (presented.dpop().isEmpty() && !client.dpopBoundAccessTokens()) {
            return SenderConstraint.BEARER;
        }
        DpopProof proof = dpopProofs.read(presented);
        dpopProofs.use(proof);
        return new SenderConstraint.Dpop(proof.jkt());
    }

    /**
     * Refuses an access token whose constraint this request does not meet: the one rule for all our protected resources
     * (RFC 9449, sections 7.1 and 7.2; RFC 8705, section 3). For a transaction that writes nothing else.
     *
     * @param constraint what the token is bound to
     * @throws OAuthException {@code invalid_token}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    public void require(SenderConstraint constraint, PresentedToken token, PresentedProof presented) {
        Scheme scheme = constraint instanceof SenderConstraint.Dpop ? Scheme.DPOP : Scheme.BEARER;
        refuseUnless(
                token.scheme() == scheme,
                scheme == Scheme.DPOP
                        ? "the access token is bound to a key and cannot be presented as a Bearer token"
                        : "the access token is not bound to a key and cannot be presented with the scheme DPoP");
        switch (constraint) {
            case SenderConstraint.Bearer bearer -> {}
            case SenderConstraint.Dpop dpop -> requireKey(dpop, token, presented);
            case SenderConstraint.Mtls mtls ->
                refuseUnless(false, "the access token is bound to another client certificate");
        }
    }

    private void requireKey(SenderConstraint.Dpop bound, PresentedToken token, PresentedProof presented) {
        DpopProof proof = dpopProofs.read(presented);
        proof.requireToken(token.value());
        refuseUnless(bound.jkt().equals(proof.jkt()), "the access token is bound to another key than the DPoP proof's");
        dpopProofs.useAlone(proof);
    }

    private static void refuseUnless(boolean holds, String description) {
        if (!holds) {
            throw new OAuthException(new OAuthError(ErrorCode.INVALID_TOKEN, description, "RFC 9449, section 7.1"));
        }
    }
}
