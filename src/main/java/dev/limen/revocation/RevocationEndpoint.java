package dev.limen.revocation;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.issuance.TokenRevocation;
import dev.limen.issuance.TokenRevocation.Ended;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The way of a revocation request. */
@ApplicationScoped
class RevocationEndpoint {

    private final ClientAuthentication authentication;
    private final TokenRevocation revocation;
    private final Audit audit;

    RevocationEndpoint(ClientAuthentication authentication, TokenRevocation revocation, Audit audit) {
        this.authentication = authentication;
        this.revocation = revocation;
        this.audit = audit;
    }

    /**
     * Ends the token if it is one of this client's; for any other, the answer is the same and nothing happens, so that
     * it tells nobody whether the token exists. {@code token_type_hint} only speeds a search up (RFC 7009, section 2.1),
     * and ours needs no speed.
     *
     * @throws OAuthException as RFC 6749, section 5.2 has it
     */
    @Transactional(dontRollbackOn = OAuthException.class)
    void revoke(PresentedCredentials credentials) {
        Parameters parameters = credentials.form();
        parameters.refuseMalformed();
        Client client = authentication.authenticate(credentials);
        String token = parameters.require("token", "RFC 7009, section 2.1");
        revocation.revoke(token, client).ifPresent(ended -> audit.record(event(client, ended)));
    }

    private static AuditEvent event(Client client, Ended ended) {
        return new AuditEvent.TokenRevoked(
                client.clientId, ended.grant().subject().map(user -> user.sub), ended.tokenType());
    }
}
