package dev.limen.introspection;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.ClientRequests;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.introspection.IntrospectionEndpoint.Answer;
import dev.limen.introspection.IntrospectionEndpoint.Form;
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
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /introspect}. For servers alone, so that no preflight request is answered. */
@Path("/introspect")
@BackChannel
class IntrospectionResource {

    /** RFC 9701, section 5. */
    private static final String JWT = "application/token-introspection+jwt";

    private static final MediaType JWT_TYPE = MediaType.valueOf(JWT);

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
    @Produces({MediaType.APPLICATION_JSON, JWT})
    public Response introspect(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        if (!features.enabled(Feature.INTROSPECTION)) {
            throw new NotFoundException();
        }
        Parameters parameters = Parameters.of(form);
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        try {
            return answer(authorization, parameters, headers);
        } catch (OAuthException refusal) {
            if (refusal.error().code() == ErrorCode.INVALID_CLIENT) {
                audit.record(
                        new AuditEvent.ClientAuthenticationFailed(parameters.first("client_id"), refusal.detail()));
            }
            throw refusal;
        }
    }

    private Response answer(List<String> authorization, Parameters form, HttpHeaders headers) {
        List<Form> accepted = accepted(headers);
        return switch (requests.answer(authorization, form, sender -> endpoint.introspect(sender, accepted))) {
            case Answer.Json json ->
                Response.ok(json.members(), MediaType.APPLICATION_JSON_TYPE).build();
            case Answer.Jwt jwt -> Response.ok(jwt.jwt(), JWT_TYPE).build();
        };
    }

    /** A JWT is for who names it: what takes anything gets JSON, as it always did (RFC 9701, section 4). */
    private static List<Form> accepted(HttpHeaders headers) {
        List<Form> accepted = new ArrayList<>();
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                accepted.add(Form.JSON);
            }
            if (type.isCompatible(JWT_TYPE)) {
                accepted.add(Form.JWT);
            }
        }
        return accepted;
    }
}
