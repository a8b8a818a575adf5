package dev.limen.ciba;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.ClientRequests;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.BackChannel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /bc-authorize}. */
@Path("/bc-authorize")
@BackChannel
class BackchannelAuthenticationResource {

    private final BackchannelAuthenticationEndpoint endpoint;
    private final ClientRequests requests;
    private final CibaSwitch cibaSwitch;
    private final Audit audit;

    BackchannelAuthenticationResource(
            BackchannelAuthenticationEndpoint endpoint, ClientRequests requests, CibaSwitch cibaSwitch, Audit audit) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.cibaSwitch = cibaSwitch;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> begin(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        cibaSwitch.require();
        Parameters parameters = Parameters.of(form);
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        try {
            return requests.answer(authorization, parameters, endpoint::begin).members();
        } catch (OAuthException refusal) {
            enter(parameters.first("client_id"), refusal);
            throw refusal;
        }
    }

    private void enter(Optional<String> clientId, OAuthException refusal) {
        ErrorCode code = refusal.error().code();
        audit.record(
                code == ErrorCode.INVALID_CLIENT
                        ? new AuditEvent.ClientAuthenticationFailed(clientId, refusal.detail())
                        : new AuditEvent.AuthorizationRefused(clientId, code.wire(), refusal.detail()));
    }
}
