package dev.limen.device;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.ClientRequests;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.BackChannel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /device_authorization}. */
@Path("/device_authorization")
@BackChannel
class DeviceAuthorizationResource {

    private final DeviceAuthorizationEndpoint endpoint;
    private final ClientRequests requests;
    private final DeviceSwitch deviceSwitch;
    private final Audit audit;

    DeviceAuthorizationResource(
            DeviceAuthorizationEndpoint endpoint, ClientRequests requests, DeviceSwitch deviceSwitch, Audit audit) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.deviceSwitch = deviceSwitch;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> begin(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        deviceSwitch.require();
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

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        deviceSwitch.require();
        return Response.noContent().build();
    }

    private void enter(Optional<String> clientId, OAuthException refusal) {
        ErrorCode code = refusal.error().code();
        audit.record(
                code == ErrorCode.INVALID_CLIENT
                        ? new AuditEvent.ClientAuthenticationFailed(clientId, refusal.detail())
                        : new AuditEvent.AuthorizationRefused(clientId, code.wire(), refusal.detail()));
    }
}
