package dev.limen.logout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.signout.SignOut;
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
import jakarta.ws.rs.core.NewCookie;
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
    private final FrontChannelLogout frontChannel;
    private final LogoutPages pages;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Again again;

    LogoutResource(
            Features features,
            LogoutRequests requests,
            Sessions sessions,
            SignOut signOut,
            FrontChannelLogout frontChannel,
            LogoutPages pages,
            BrowserCookies cookies,
            Csrf csrf,
            Again again) {
        this.features = features;
        this.requests = requests;
        this.sessions = sessions;
        this.signOut = signOut;
        this.frontChannel = frontChannel;
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
        if (here.isEmpty()) {
            return gone(request, List.of(), headers).build();
        }
        Optional<Session> named = here.stream().filter(request::names).findFirst();
        if (named.isPresent()) {
            return end(request, List.of(named.get()), cookie.orElseThrow(), headers);
        }
        return pages.confirm(request, first(here), here.size() > 1, cookie.orElseThrow(), headers);
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
        List<Session> here = sessions.all(cookie);
        if (here.isEmpty()) {
            return gone(request, List.of(), headers).build();
        }
        csrf.require(form.getFirst("csrf"), LogoutPages.CSRF_PURPOSE, cookie.orElseThrow());
        return switch (Optional.ofNullable(form.getFirst("action")).orElse("")) {
            case "sign-out" -> end(request, List.of(first(here)), cookie.get(), headers);
            case "sign-out-all" -> end(request, here, cookie.get(), headers);
            default -> pages.kept(request, headers);
        };
    }

    /** The session that the browser acts as, or else the latest. */
    private static Session first(List<Session> here) {
        return here.stream().filter(session -> session.active).findFirst().orElse(here.getFirst());
    }

    /** Whoever else is signed in in this browser stays so, with a cookie that the page before does not know. */
    private Response end(LogoutRequest request, List<Session> left, OpaqueToken cookie, HttpHeaders headers) {
        signOut.leave(left, request.client());
        NewCookie next = sessions.renew(cookie)
                .map(renewed -> cookies.session(renewed.cookie(), renewed.maxAge()))
                .orElseGet(cookies::forgetSession);
        return gone(request, left, headers).cookie(next).build();
    }

    /** Back to the client at once, unless frames have to be shown first. */
    private Response.ResponseBuilder gone(LogoutRequest request, List<Session> left, HttpHeaders headers) {
        List<Frame> frames = frontChannel.frames(left);
        return request.returnTo()
                .filter(uri -> frames.isEmpty())
                .map(uri -> Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, uri))
                .orElseGet(() -> Response.fromResponse(pages.signedOut(request, frames, headers)));
    }

    private void refuseIfOff() {
        if (!features.enabled(Feature.LOGOUT)) {
            throw new NotFoundException();
        }
    }
}
