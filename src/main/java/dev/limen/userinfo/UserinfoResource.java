package dev.limen.userinfo;

import dev.limen.client.ClientRequests;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.PresentedToken;
import dev.limen.web.Api;
import dev.limen.web.ClientCertificates;
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
    private final ClientCertificates certificates;

    UserinfoResource(
            ClientRequests requests, UserinfoEndpoint endpoint, Features features, ClientCertificates certificates) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.features = features;
        this.certificates = certificates;
    }

    @GET
    public Response get(@Context HttpHeaders headers, @Context UriInfo uri) {
        return answer("GET", headers, NOTHING, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(MultivaluedMap<String, String> form, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer("POST", headers, Parameters.of(form), uri);
    }

    /** With the token in the header, a POST needs no body. */
    @POST
    public Response post(@Context HttpHeaders headers, @Context UriInfo uri) {
        return answer("POST", headers, NOTHING, uri);
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        requireFeature();
        return Response.noContent().build();
    }

    private Response answer(String method, HttpHeaders headers, Parameters form, UriInfo uri) {
        requireFeature();
        PresentedToken token = PresentedToken.of(
                        all(headers, HttpHeaders.AUTHORIZATION), form, Parameters.of(uri.getQueryParameters()))
                .orElseThrow(() -> new NotAuthorizedException(
                        Response.status(Response.Status.UNAUTHORIZED).build()));
        PresentedProof proof = new PresentedProof(all(headers, "DPoP"), method, "/userinfo", certificates.current());
        AccessTokenFacts facts = endpoint.admit(token, proof);
        return switch (requests.withKeys(() -> endpoint.answer(facts))) {
            case UserinfoEndpoint.Answer.Plain plain ->
                Response.ok(plain.claims(), MediaType.APPLICATION_JSON).build();
            case UserinfoEndpoint.Answer.Jwt jwt ->
                Response.ok(jwt.jwt(), "application/jwt").build();
        };
    }

    private static List<String> all(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }

    private void requireFeature() {
        if (!features.enabled(Feature.USERINFO)) {
            throw new NotFoundException();
        }
    }
}
