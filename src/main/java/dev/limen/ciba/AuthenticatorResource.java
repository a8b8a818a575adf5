package dev.limen.ciba;

import dev.limen.grant.BackchannelRequest;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.json.StrictJson;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.PresentedToken;
import dev.limen.web.Api;
import dev.limen.web.ClientCertificates;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /admin/api/ciba/requests}: the API of the authenticators of a house. */
@Path("/admin/api/ciba/requests")
@Api
class AuthenticatorResource {

    private static final String PATH = "/admin/api/ciba/requests";
    private static final Parameters NOTHING = Parameters.of(Map.of());
    private static final Pattern METHOD_REFERENCE = Pattern.compile("[a-z0-9_.-]{1,32}");
    private static final int MAX_METHODS = 10;

    private final ApiAccess access;
    private final Authenticators authenticators;
    private final CibaSwitch cibaSwitch;
    private final ClientCertificates certificates;
    private final StrictJson json;

    AuthenticatorResource(
            ApiAccess access,
            Authenticators authenticators,
            CibaSwitch cibaSwitch,
            ClientCertificates certificates,
            StrictJson json) {
        this.access = access;
        this.authenticators = authenticators;
        this.cibaSwitch = cibaSwitch;
        this.certificates = certificates;
        this.json = json;
    }

    /** What waits for the person of the token, or for the one that a service names. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> waiting(
            @QueryParam("sub") String sub, @Context HttpHeaders headers, @Context UriInfo uri) {
        AccessTokenFacts token = admit("GET", "", headers, uri);
        if (token.grant().subject().isEmpty() && sub == null) {
            throw refused("sub is missing, as the access token is no person's");
        }
        List<BackchannelRequest> waiting = authenticators.waiting(token, Optional.ofNullable(sub));
        return Map.of(
                "requests",
                waiting.stream().map(request -> members(request, token)).toList());
    }

    /** Says yes; the body may be {@code {"amr": [...]}}, which says how the person was authenticated for it. */
    @POST
    @Path("{id}/approve")
    public Response approve(
            @PathParam("id") String id, String body, @Context HttpHeaders headers, @Context UriInfo uri) {
        AccessTokenFacts token = admit("POST", "/" + id + "/approve", headers, uri);
        authenticators.approve(token, id, amr(body));
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/deny")
    public Response deny(@PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        AccessTokenFacts token = admit("POST", "/" + id + "/deny", headers, uri);
        authenticators.deny(token, id);
        return Response.noContent().build();
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    @Path("{any: .*}")
    public Response preflight() {
        cibaSwitch.require();
        return Response.noContent().build();
    }

    private AccessTokenFacts admit(String method, String below, HttpHeaders headers, UriInfo uri) {
        cibaSwitch.require();
        PresentedToken token = PresentedToken.of(
                        all(headers, HttpHeaders.AUTHORIZATION), NOTHING, Parameters.of(uri.getQueryParameters()))
                .orElseThrow(() -> new NotAuthorizedException(
                        Response.status(Response.Status.UNAUTHORIZED).build()));
        return access.admit(
                token, new PresentedProof(all(headers, "DPoP"), method, PATH + below, certificates.current()));
    }

    private static List<String> all(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }

    private List<String> amr(String body) {
        if (body == null || body.isBlank()) {
            return List.of();
        }
        Map<String, Object> members = json.read(body).orElseThrow(() -> refused("the body is no JSON object"));
        if (!(members.getOrDefault("amr", List.of()) instanceof List<?> methods)
                || methods.size() > MAX_METHODS
                || !methods.stream()
                        .allMatch(each -> each instanceof String text
                                && METHOD_REFERENCE.matcher(text).matches())) {
            throw refused("amr must be a list of authentication method references");
        }
        return methods.stream().map(Object::toString).toList();
    }

    private Map<String, Object> members(BackchannelRequest request, AccessTokenFacts token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", request.id.toString());
        members.put("sub", authenticators.subject(request.user, token));
        members.put("client_id", request.client.clientId);
        members.put("client_name", request.client.displayName());
        members.put("scope", request.scope);
        request.bindingMessage().ifPresent(message -> members.put("binding_message", message));
        if (!request.acrValues.isEmpty()) {
            members.put("acr_values", String.join(" ", request.acrValues));
        }
        members.put("iat", request.createdAt.getEpochSecond());
        members.put("exp", request.expiresAt.getEpochSecond());
        return members;
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, "RFC 6750, section 3.1");
    }
}
