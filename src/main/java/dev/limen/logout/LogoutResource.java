package dev.limen.logout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.web.Again;
import dev.limen.web.BrowserCookies;
import dev.limen.web.Csrf;
import dev.limen.web.FrontChannel;
import dev.limen.web.SameOrigin;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** {@code /logout}. */
@Path("/logout")
@FrontChannel
class LogoutResource {

    private final Features features;
    private final LogoutRequests requests;
    private final Sessions sessions;
    private final SignOut signOut;
    private final LogoutPages pages;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Again again;

    LogoutResource(
            Features features,
            LogoutRequests requests,
            Sessions sessions,
            SignOut signOut,
            LogoutPages pages,
            BrowserCookies cookies,
            Csrf csrf,
            Again again) {
        this.features = features;
        this.requests = requests;
        this.sessions = sessions;
        this.signOut = signOut;
        this.pages = pages;
        this.cookies = cookies;
        this.csrf = csrf;
        this.again = again;
    }

    /** Ends the session that the hint names; asks where it names none, or another (section 2). */
    @GET
    public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
        refuseIfOff();
        LogoutRequest request = requests.read(Parameters.of(uri.getQueryParameters()));
        Optional<OpaqueToken> cookie = cookies.session(headers);
        List<Session> here = sessions.all(cookie);
        Optional<Session> named = here.stream().filter(request::names).findFirst();
        if (named.isPresent()) {
            return end(request, named.get(), here.size(), headers);
        }
        Optional<Session> active = sessions.active(cookie);
        if (active.isPresent()) {
            return pages.confirm(request, active.get(), cookie.orElseThrow(), headers);
        }
        return leave(request, headers).build();
    }

    /** Section 2 wants POST too. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(MultivaluedMap<String, String> form) {
        refuseIfOff();
        return again.byGet("/logout", form);
    }

    /** The confirmation page's form. */
    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @SameOrigin
    public Response confirm(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        refuseIfOff();
        LogoutRequest request = requests.read(Parameters.of(form));
        Optional<OpaqueToken> cookie = cookies.session(headers);
        Optional<Session> active = sessions.active(cookie);
        if (active.isEmpty()) {
            return leave(request, headers).build();
        }
        csrf.require(form.getFirst("csrf"), LogoutPages.CSRF_PURPOSE, cookie.orElseThrow());
        if (!"sign-out".equals(form.getFirst("action"))) {
            return pages.kept(request, headers);
        }
        return end(request, active.get(), sessions.all(cookie).size(), headers);
    }

    /** The cookie stays where other people of this browser are still signed in by it. */
    private Response end(LogoutRequest request, Session session, int sessionsHere, HttpHeaders headers) {
        signOut.end(session, request.client());
        Response.ResponseBuilder answer = leave(request, headers);
        return sessionsHere > 1
                ? answer.build()
                : answer.cookie(cookies.forgetSession()).build();
    }

    private Response.ResponseBuilder leave(LogoutRequest request, HttpHeaders headers) {
        return request.returnTo()
                .map(uri -> Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, uri))
                .orElseGet(() -> Response.fromResponse(pages.signedOut(request, headers)));
    }

    private void refuseIfOff() {
        if (!features.enabled(Feature.LOGOUT)) {
            throw new NotFoundException();
        }
    }
}
