package dev.limen.authorize;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.ClientRequests;
import dev.limen.client.PresentedCredentials;
import dev.limen.config.LimenConfig;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.BackChannel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /par} (RFC 9126). */
@Path("/par")
@BackChannel
class PushedResource {

    private final PushedEndpoint endpoint;
    private final ClientRequests requests;
    private final RequestRequirements requirements;
    private final Duration lifetime;
    private final Audit audit;

    PushedResource(
            PushedEndpoint endpoint,
            ClientRequests requests,
            RequestRequirements requirements,
            LimenConfig config,
            Audit audit) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.requirements = requirements;
        this.lifetime = config.requests().pushedLifetime();
        this.audit = audit;
    }

    /** RFC 9126, section 2.2. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response push(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        requireOn();
        Parameters parameters = Parameters.of(form);
        try {
            String uri = requests.answer(
                    all(headers, HttpHeaders.AUTHORIZATION),
                    parameters,
                    credentials -> endpoint.push(credentials, proof(headers, credentials)));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("request_uri", uri);
            answer.put("expires_in", lifetime.toSeconds());
            return Response.status(Response.Status.CREATED).entity(answer).build();
        } catch (OAuthException refusal) {
            enter(parameters.first("client_id"), refusal);
            throw refusal;
        }
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        requireOn();
        return Response.noContent().build();
    }

    private void requireOn() {
        if (!requirements.pushing()) {
            throw new NotFoundException();
        }
    }

    private void enter(Optional<String> clientId, OAuthException refusal) {
        ErrorCode code = refusal.error().code();
        audit.record(
                code == ErrorCode.INVALID_CLIENT
                        ? new AuditEvent.ClientAuthenticationFailed(clientId, refusal.detail())
                        : new AuditEvent.AuthorizationRefused(clientId, code.wire(), refusal.detail()));
    }

    private static PresentedProof proof(HttpHeaders headers, PresentedCredentials credentials) {
        return new PresentedProof(all(headers, "DPoP"), "POST", "/par", credentials.certificate());
    }

    private static List<String> all(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }
}
