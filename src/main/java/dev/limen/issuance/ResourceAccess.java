package dev.limen.issuance;

import dev.limen.proof.Possession;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * The door of our own protected resources: an access token is good at this moment, and whoever presents it is the one that
 * it is bound to. It is in one place, so that a resource added later cannot forget the second half.
 */
@ApplicationScoped
public class ResourceAccess {

    private static final OAuthError INVALID =
            new OAuthError(ErrorCode.INVALID_TOKEN, "the access token is not valid", "RFC 6750, section 3.1");

    private final TokenCheck tokens;
    private final Possession possession;
    private final StepUp stepUp;

    ResourceAccess(TokenCheck tokens, Possession possession, StepUp stepUp) {
        this.tokens = tokens;
        this.possession = possession;
        this.stepUp = stepUp;
    }

    /**
     * What the token says. Whether it is meant for this resource, and its scope enough, is left to the resource. A proof
     * is used up whatever becomes of the request, so with one this is a transaction of its own, and without one it is no more
     * than a query: call it before you begin a transaction.
     *
     * @throws OAuthException {@code invalid_token}, or what is wrong with the proof (RFC 9449, section 7.1)
     */
    public AccessTokenFacts admit(PresentedToken token, PresentedProof proof) {
        return proof.dpop().isEmpty() ? admitted(token, proof) : admittedOnce(token, proof);
    }

    @Transactional(value = TxType.REQUIRES_NEW, dontRollbackOn = OAuthException.class)
    AccessTokenFacts admittedOnce(PresentedToken token, PresentedProof proof) {
        return admitted(token, proof);
    }

    private AccessTokenFacts admitted(PresentedToken token, PresentedProof proof) {
        AccessTokenFacts facts = tokens.live(token.value()).orElseThrow(() -> invalid("unknown, expired or revoked"));
        possession.require(facts.constraint(), facts.grant().client.metadata, token, proof);
        return facts;
    }

    /**
     * The person behind the token signed in as a resource demands it, if it does.
     *
     * @param resource the identifier of whoever asks
     * @throws OAuthException {@code insufficient_user_authentication}, with what the client is to ask for (RFC 9470, section 3)
     */
    public void requireAuthentication(AccessTokenFacts facts, String resource) {
        stepUp.require(facts.grant(), resource);
    }

    /** The refusal of a token that is no good here; the client learns no more than that. */
    public static OAuthException invalid(String detail) {
        return new OAuthException(INVALID, "the access token is not valid: " + detail);
    }
}
