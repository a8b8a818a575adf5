package dev.limen.proof;

import dev.limen.config.Profiles;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.DpopProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import dev.limen.protocol.PresentedToken.Scheme;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Requirements;
import dev.limen.protocol.SenderConstraint;
import dev.limen.protocol.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells what a request proves possession of, and whether that is what its access token is bound to. A proof is used up in
 * the caller's transaction, which a refusal must not roll back.
 */
@ApplicationScoped
public class Possession {

    private final DpopProofs dpopProofs;
    private final Profiles profiles;

    Possession(DpopProofs dpopProofs, Profiles profiles) {
        this.dpopProofs = dpopProofs;
        this.profiles = profiles;
    }

    /**
     * What the tokens that this request gives will be bound to. The registration decides first: a client that registered
     * for certificates has its tokens bound to one, whatever else it sends. Of all others, a DPoP proof counts, and a
     * certificate is no more than a way to authenticate.
     *
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce} if the proof is not good, or if there is
     *     none and the client registered for proofs (RFC 9449, section 5.2) or has a profile without unbound tokens;
     *     {@code invalid_request} if there is no certificate and it registered for them (RFC 8705, section 3.4)
     */
    public SenderConstraint of(PresentedProof presented, ClientMetadata client) {
        if (client.tlsClientCertificateBoundAccessTokens()) {
            return certificate(presented)
                    .orElseThrow(() -> new OAuthException(
                            ErrorCode.INVALID_REQUEST, "a client certificate is required", "RFC 8705, section 3.4"));
        }
        Requirements required = profiles.required(client);
        boolean needed = client.dpopBoundAccessTokens() || required.demand(Requirement.SENDER_CONSTRAINED_TOKENS);
        if (presented.dpop().isEmpty() && !needed) {
            return SenderConstraint.BEARER;
        }
        DpopProof proof = dpopProofs.read(presented, required);
        dpopProofs.use(proof);
        return new SenderConstraint.Dpop(proof.jkt());
    }

    /**
     * The key that this request proves possession of, if it has a proof: for what is not a token yet (RFC 9449, section 10.1).
     *
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce} if the proof is not good
     */
    public Optional<SenderConstraint.Dpop> key(PresentedProof presented, ClientMetadata client) {
        if (presented.dpop().isEmpty()) {
            return Optional.empty();
        }
        DpopProof proof = dpopProofs.read(presented, profiles.required(client));
        dpopProofs.use(proof);
        return Optional.of(new SenderConstraint.Dpop(proof.jkt()));
    }

    /**
     * Refuses an access token whose constraint this request does not meet: the one rule for all our protected resources
     * (RFC 9449, sections 7.1 and 7.2; RFC 8705, section 3). For a transaction that writes nothing else.
     *
     * @param constraint what the token is bound to
     * @param client whose token it is
     * @throws OAuthException {@code invalid_token}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    public void require(
            SenderConstraint constraint, ClientMetadata client, PresentedToken token, PresentedProof presented) {
        Scheme scheme = constraint instanceof SenderConstraint.Dpop ? Scheme.DPOP : Scheme.BEARER;
        refuseUnless(
                token.scheme() == scheme,
                scheme == Scheme.DPOP
                        ? "the access token is bound to a key and cannot be presented as a Bearer token"
                        : "the access token is not bound to a key and cannot be presented with the scheme DPoP");
        switch (constraint) {
            case SenderConstraint.Bearer bearer -> {}
            case SenderConstraint.Dpop dpop -> requireKey(dpop, client, token, presented);
            case SenderConstraint.Mtls mtls ->
                refuseUnless(
                        certificate(presented).filter(mtls::equals).isPresent(),
                        "the access token is bound to another client certificate than that of the connection");
        }
    }

    private static Optional<SenderConstraint> certificate(PresentedProof presented) {
        return presented.certificate().map(Possession::thumbprint).map(SenderConstraint.Mtls::new);
    }

    /** RFC 8705, section 3.1. */
    static String thumbprint(X509Certificate certificate) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be encoded again", e);
        }
    }

    private void requireKey(
            SenderConstraint.Dpop bound, ClientMetadata client, PresentedToken token, PresentedProof presented) {
        DpopProof proof = dpopProofs.read(presented, profiles.required(client));
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
