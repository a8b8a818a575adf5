package dev.limen.authorize;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.interaction.PushedRequests;
import dev.limen.json.StrictJson;
import dev.limen.proof.Possession;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The way of a pushed authorization request (RFC 9126, section 2): that of the authorization endpoint, as far as no person is needed. */
@ApplicationScoped
class PushedEndpoint {

    /** What authenticates the client is no part of the request, and must not be stored. */
    private static final String[] CREDENTIALS = {"client_secret", "client_assertion", "client_assertion_type"};

    private final ClientAuthentication authentication;
    private final Unwrapping unwrapping;
    private final Possession possession;
    private final Checks checks;
    private final StrictJson json;
    private final PushedRequests pushedRequests;
    private final Audit audit;

    PushedEndpoint(
            ClientAuthentication authentication,
            Unwrapping unwrapping,
            Possession possession,
            Checks checks,
            StrictJson json,
            PushedRequests pushedRequests,
            Audit audit) {
        this.authentication = authentication;
        this.unwrapping = unwrapping;
        this.possession = possession;
        this.checks = checks;
        this.json = json;
        this.pushedRequests = pushedRequests;
        this.audit = audit;
    }

    /**
     * Keeps a request.
     *
     * @return its {@code request_uri}
     * @throws OAuthException what the authorization endpoint would say to it, or the token endpoint to who sends it
     */
    @Transactional(dontRollbackOn = OAuthException.class)
    String push(PresentedCredentials credentials, PresentedProof proof) {
        Parameters form = credentials.form();
        form.refuseMalformed(Parameters.RESOURCE);
        Client client = authentication.authenticate(credentials);
        if (form.has("request_uri")) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "request_uri cannot be pushed", "RFC 9126, section 2.1");
        }
        Parameters asked = unwrapping.direct(form.without(CREDENTIALS).with("client_id", client.clientId), client);
        Parameters bound = possession
                .key(proof, client.metadata)
                .map(key -> boundTo(key.jkt(), asked))
                .orElse(asked);
        Target.of(bound, client, checks.modes(), checks.required(client.metadata));
        checks.check(AuthorizationRequest.parse(bound, json::read), client.metadata);
        audit.record(new AuditEvent.RequestPushed(client.clientId));
        return pushedRequests.push(client, bound);
    }

    /** RFC 9449, section 10.1: whoever redeems the code must have the key of the proof. */
    private static Parameters boundTo(String jkt, Parameters asked) {
        if (asked.get("dpop_jkt").filter(named -> !named.equals(jkt)).isPresent()) {
            throw new OAuthException(
                    ErrorCode.INVALID_DPOP_PROOF,
                    "the DPoP proof is of another key than dpop_jkt names",
                    "RFC 9449, section 10.1");
        }
        return asked.with("dpop_jkt", jkt);
    }
}
