package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.grant.Grant;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The one policy that every grant passes before a token is issued. It is in one place on purpose: a grant type added
 * later cannot miss a check that an older one has.
 */
@ApplicationScoped
public class Gate {

    private static final String CLAUSE = "RFC 6749, section 5.2";
    private static final OAuthError OVER =
            new OAuthError(ErrorCode.INVALID_GRANT, "the grant is unknown, expired or was revoked", CLAUSE);

    private final Clock clock;
    private final Narrowing narrowing;

    Gate(Clock clock, Narrowing narrowing) {
        this.clock = clock;
        this.narrowing = narrowing;
    }

    /**
     * Lets a redemption pass.
     *
     * @throws OAuthException {@code invalid_grant} if the grant is over, is another client's, is bound to something that
     *     the request does not prove possession of, or its person or client is disabled; {@code invalid_scope} or
     *     {@code invalid_target} if what is asked may not be had
     */
    public Admitted admit(TokenRequest request, Redemption redemption) {
        Client client = request.client();
        Grant grant = redemption.grant();
        refuseUnless(grant.client.id.equals(client.id), "the grant is another client's");
        refuseUnless(client.enabled, "the client is disabled");
        refuseUnless(grant.revokedAt == null, "the grant was revoked: " + grant.revokedReason);
        refuseUnless(!grant.severed, "a grant from which it descends is over");
        refuseUnless(grant.expiresAt.isAfter(clock.instant()), "the grant expired");
        refuseUnless(grant.subject().map(user -> user.enabled).orElse(true), "the person is disabled");
        // what is bound to something stays so, whatever is done with it (RFC 9449, section 5; RFC 8705, section 4)
        refuseUnless(redemption.boundTo().isMetBy(request.proven()), "bound to what the request does not prove");
        return new Admitted(redemption, narrowing.of(request, redemption), request.proven());
    }

    private static void refuseUnless(boolean holds, String detail) {
        if (!holds) {
            throw new OAuthException(OVER, detail);
        }
    }
}
