package dev.limen.revocation;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.ClientRequests;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.BackChannel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code /revoke}. */
@Path("/revoke")
@BackChannel
class RevocationResource {

    private final ClientRequests requests;
    private final RevocationEndpoint endpoint;
    private final Features features;
    private final Audit audit;

    RevocationResource(ClientRequests requests, RevocationEndpoint endpoint, Features features, Audit audit) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.features = features;
        this.audit = audit;
    }

    /** 200 without a body (RFC 7009, section 2.2). */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        requireFeature();
        Parameters parameters = Parameters.of(form);
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        try {
            requests.perform(authorization, parameters, endpoint::revoke);
            return Response.ok().build();
        } catch (OAuthException refusal) {
            if (refusal.error().code() == ErrorCode.INVALID_CLIENT) {
                audit.record(
                        new AuditEvent.ClientAuthenticationFailed(parameters.first("client_id"), refusal.detail()));
            }
            throw refusal;
        }
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        requireFeature();
        return Response.noContent().build();
    }

    private void requireFeature() {
        if (!features.enabled(Feature.REVOCATION)) {
            throw new NotFoundException();
        }
    }
}
