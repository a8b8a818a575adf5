package dev.limen.userinfo;

import dev.limen.client.ClientRequests;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.protocol.Parameters;
import dev.limen.web.Api;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /userinfo}. */
@Path("/userinfo")
@Api
class UserinfoResource {

    private static final Parameters NOTHING = Parameters.of(Map.of());

    private final ClientRequests requests;
    private final UserinfoEndpoint endpoint;
    private final Features features;

    UserinfoResource(ClientRequests requests, UserinfoEndpoint endpoint, Features features) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.features = features;
    }

    @GET
    public Response get(@Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(headers, NOTHING, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(MultivaluedMap<String, String> form, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(headers, Parameters.of(form), uri);
    }

    /** With the token in the header, a POST needs no body. */
    @POST
    public Response post(@Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(headers, NOTHING, uri);
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        requireFeature();
        return Response.noContent().build();
    }

    private Response answer(HttpHeaders headers, Parameters form, UriInfo uri) {
        requireFeature();
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        String token = BearerToken.of(authorization, form, Parameters.of(uri.getQueryParameters()))
                .orElseThrow(() -> new NotAuthorizedException(
                        Response.status(Response.Status.UNAUTHORIZED).build()));
        return switch (requests.withKeys(() -> endpoint.answer(token))) {
            case UserinfoEndpoint.Answer.Plain plain ->
                Response.ok(plain.claims(), MediaType.APPLICATION_JSON).build();
            case UserinfoEndpoint.Answer.Jwt jwt ->
                Response.ok(jwt.jwt(), "application/jwt").build();
        };
    }

    private void requireFeature() {
        if (!features.enabled(Feature.USERINFO)) {
            throw new NotFoundException();
        }
    }
}
