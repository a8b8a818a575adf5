package dev.limen.introspection;

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

/** {@code /introspect}. For servers alone, so that no preflight request is answered. */
@Path("/introspect")
@BackChannel
class IntrospectionResource {

    private final ClientRequests requests;
    private final IntrospectionEndpoint endpoint;
    private final Features features;
    private final Audit audit;

    IntrospectionResource(ClientRequests requests, IntrospectionEndpoint endpoint, Features features, Audit audit) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.features = features;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> introspect(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        if (!features.enabled(Feature.INTROSPECTION)) {
            throw new NotFoundException();
        }
        Parameters parameters = Parameters.of(form);
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        try {
            return requests.answer(authorization, parameters, endpoint::introspect);
        } catch (OAuthException refusal) {
            if (refusal.error().code() == ErrorCode.INVALID_CLIENT) {
                audit.record(
                        new AuditEvent.ClientAuthenticationFailed(parameters.first("client_id"), refusal.detail()));
            }
            throw refusal;
        }
    }
}
