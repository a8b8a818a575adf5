package dev.limen.ciba;

import dev.limen.config.Issuer;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.ResourceAccess;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may use the API of authenticators: whoever has an access token for its scope, meant for Limen itself. */
@ApplicationScoped
class ApiAccess {

    /** It exists where the operator declares it, and is for the clients to which the operator gives it. */
    static final String SCOPE = "limen:ciba";

    private final ResourceAccess access;
    private final Issuer issuer;

    ApiAccess(ResourceAccess access, Issuer issuer) {
        this.access = access;
        this.issuer = issuer;
    }

    /**
     * What the token says. It is a transaction of its own, which uses the proof up.
     *
     * @throws OAuthException {@code invalid_token}, what is wrong with a proof, {@code insufficient_scope}, or
     *     {@code insufficient_user_authentication} where the person behind the token signed in otherwise than Limen demands
     */
    AccessTokenFacts admit(PresentedToken token, PresentedProof proof) {
        AccessTokenFacts facts = access.admit(token, proof);
        if (!facts.audience().contains(issuer.value())) {
            throw ResourceAccess.invalid("its audience is another"); // RFC 9068, section 4
        }
        if (!facts.scope().contains(SCOPE)) {
            throw new OAuthException(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    "the access token is not for the scope " + SCOPE,
                    "RFC 6750, section 3.1");
        }
        if (facts.grant().subject().isPresent()) { // a service signs nobody in
            access.requireAuthentication(facts, issuer.value());
        }
        return facts;
    }
}
