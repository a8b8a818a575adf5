package dev.limen.authorize;

import dev.limen.client.ClientRequests;
import dev.limen.crypto.Tokens;
import dev.limen.interaction.InteractionPolicy.Step;
import dev.limen.interaction.Interactions;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.web.Again;
import dev.limen.web.BrowserCookies;
import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /authorize}. */
@Path("/authorize")
@FrontChannel
class AuthorizeResource {

    /** What browsers and proxies pass on without asking; a request object in a form may be longer. */
    private static final int LONGEST_ADDRESS = 4000;

    private final ClientRequests requests;
    private final Authorization authorization;
    private final Interactions interactions;
    private final Responder responder;
    private final BrowserCookies cookies;
    private final Links links;
    private final Tokens tokens;
    private final Again again;

    AuthorizeResource(
            ClientRequests requests,
            Authorization authorization,
            Interactions interactions,
            Responder responder,
            BrowserCookies cookies,
            Links links,
            Tokens tokens,
            Again again) {
        this.requests = requests;
        this.authorization = authorization;
        this.interactions = interactions;
        this.responder = responder;
        this.cookies = cookies;
        this.links = links;
        this.tokens = tokens;
        this.again = again;
    }

    @GET
    public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
        OpaqueToken browser = cookies.browser(headers).orElseGet(tokens::next);
        Outcome outcome = requests.withKeys(
                () -> authorization.begin(Parameters.of(uri.getQueryParameters()), browser, cookies.session(headers)));
        return switch (outcome) {
            case Outcome.Respond answer -> responder.deliver(answer, headers);
            case Outcome.Interact next ->
                show(next).cookie(cookies.browser(browser)).build();
        };
    }

    /** OpenID Connect Core 1.0, section 3.1.2.1 wants POST too. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(MultivaluedMap<String, String> form) {
        Response byGet = again.byGet("/authorize", form);
        if (byGet.getLocation().toString().length() <= LONGEST_ADDRESS) {
            return byGet;
        }
        MultivaluedMap<String, String> standIn = new MultivaluedHashMap<>(authorization.hold(Parameters.of(form)));
        return again.byGet("/authorize", standIn);
    }

    /** The resume, to which every step returns. */
    @GET
    @Path("{handle}")
    public Response resume(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        Outcome outcome = requests.withKeys(() -> authorization.resume(
                interactions.requireAuthorization(handle, cookies.browser(headers)), cookies.session(headers)));
        return switch (outcome) {
            case Outcome.Respond answer -> responder.deliver(answer, headers);
            case Outcome.Interact next -> show(next).build();
        };
    }

    private Response.ResponseBuilder show(Outcome.Interact next) {
        // absolute: the framework would complete a relative one with what the Host header says
        return Response.seeOther(
                links.absolute(page(next.step()) + next.handle().reveal()));
    }

    private static String page(Step step) {
        return switch (step) {
            case LOGIN -> "/login/";
            case ACCOUNTS -> "/accounts/";
            case CONSENT -> "/consent/";
        };
    }
}
