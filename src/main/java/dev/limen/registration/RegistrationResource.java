package dev.limen.registration;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.SelfRegistrations.Managed;
import dev.limen.config.Issuer;
import dev.limen.json.StrictJson;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.PresentedToken;
import dev.limen.throttle.OverBudgetException;
import dev.limen.web.Api;
import dev.limen.web.ClientAddress;
import dev.limen.web.EveryOrigin;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /register} (RFC 7591) and {@code /register/{client_id}} (RFC 7592). Nothing goes along with a request but what its
 * sender puts there, so scripts of every origin may register and manage clients.
 */
@Path(RegistrationResource.PATH)
@Api
@EveryOrigin
class RegistrationResource {

    static final String PATH = "/register";

    private static final int TOO_MANY = 429;
    private static final Parameters NO_FORM = Parameters.of(Map.of());

    private final RegistrationSwitch registration;
    private final Admission admission;
    private final RequestReader reader;
    private final Registrations registrations;
    private final ClientAddress address;
    private final Issuer issuer;
    private final StrictJson json;
    private final Audit audit;

    RegistrationResource(
            RegistrationSwitch registration,
            Admission admission,
            RequestReader reader,
            Registrations registrations,
            ClientAddress address,
            Issuer issuer,
            StrictJson json,
            Audit audit) {
        this.registration = registration;
        this.admission = admission;
        this.reader = reader;
        this.registrations = registrations;
        this.address = address;
        this.issuer = issuer;
        this.json = json;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response register(String body, @Context HttpHeaders headers, @Context UriInfo uri) {
        registration.require();
        Information information = recorded(Optional.empty(), () -> {
            Optional<OpaqueToken> initial = admit(presented(headers, uri));
            return registrations.create(reader.read(RequestBody.of(body, json), Optional.empty()), initial);
        });
        return Response.status(Response.Status.CREATED)
                .entity(members(information))
                .build();
    }

    @GET
    @Path("/{client_id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> read(
            @PathParam("client_id") String clientId, @Context HttpHeaders headers, @Context UriInfo uri) {
        registration.require();
        OpaqueToken token = Admission.bearer(presented(headers, uri));
        Managed managed = registrations.managed(clientId, token);
        return members(new Information(managed.client(), Optional.empty(), token, managed.softwareStatement()));
    }

    @PUT
    @Path("/{client_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> update(
            @PathParam("client_id") String clientId, String body, @Context HttpHeaders headers, @Context UriInfo uri) {
        registration.require();
        return members(recorded(Optional.of(clientId), () -> {
            OpaqueToken token = Admission.bearer(presented(headers, uri));
            Managed managed = registrations.managed(clientId, token);
            RequestBody request = RequestBody.of(body, json);
            request.refuseOurs();
            if (request.text("client_id").filter(clientId::equals).isEmpty()) {
                throw Refusals.metadata("client_id must be that of the client (RFC 7592, section 2.2)");
            }
            registrations.checkSecret(managed, request);
            return registrations.update(managed, token, reader.read(request, managed.softwareStatement()));
        }));
    }

    @DELETE
    @Path("/{client_id}")
    public Response delete(
            @PathParam("client_id") String clientId, @Context HttpHeaders headers, @Context UriInfo uri) {
        registration.require();
        registrations.delete(clientId, Admission.bearer(presented(headers, uri)));
        return Response.noContent().build();
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        registration.require();
        return Response.noContent().build();
    }

    /** As {@link #preflight()}. */
    @OPTIONS
    @Path("/{client_id}")
    public Response managementPreflight() {
        return preflight();
    }

    private Optional<OpaqueToken> admit(Optional<PresentedToken> presented) {
        try {
            return admission.admit(presented, address.current());
        } catch (OverBudgetException e) {
            throw new ClientErrorException(Response.status(TOO_MANY)
                    .header(HttpHeaders.RETRY_AFTER, e.retryAfter().toSeconds())
                    .build());
        }
    }

    private Information recorded(Optional<String> clientId, Supplier<Information> useCase) {
        try {
            return useCase.get();
        } catch (OAuthException refusal) {
            audit.record(new AuditEvent.RegistrationRefused(
                    clientId, refusal.error().code().wire(), refusal.detail()));
            throw refusal;
        }
    }

    private Map<String, Object> members(Information information) {
        return information.members(issuer.url(PATH + "/" + information.client().clientId));
    }

    private static Optional<PresentedToken> presented(HttpHeaders headers, UriInfo uri) {
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        return PresentedToken.of(authorization, NO_FORM, Parameters.of(uri.getQueryParameters()));
    }
}
