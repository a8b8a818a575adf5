package dev.limen.login;

import dev.limen.interaction.Attempt;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Begun;
import dev.limen.session.Session;
import dev.limen.web.BrowserCookies;
import dev.limen.web.FrontChannel;
import dev.limen.web.SameOrigin;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code /accounts}: the choice that {@code prompt=select_account} asks for (OpenID Connect Core 1.0, 3.1.2.1). */
@Path("/accounts/{handle}")
@FrontChannel
class AccountsResource {

    private final Steps steps;
    private final LoginPages pages;
    private final Forms forms;
    private final BrowserCookies cookies;

    AccountsResource(Steps steps, LoginPages pages, Forms forms, BrowserCookies cookies) {
        this.steps = steps;
        this.pages = pages;
        this.forms = forms;
        this.cookies = cookies;
    }

    @GET
    public Response show(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        Attempt attempt = steps.attempt(handle, cookies.browser(headers));
        List<Session> sessions = steps.sessions(cookies.session(headers));
        return sessions.isEmpty() ? forms.resume(attempt) : pages.accounts(attempt, sessions, headers);
    }

    @POST
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("handle") String handle, MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Optional<OpaqueToken> browser = cookies.browser(headers);
        Attempt attempt = steps.attempt(handle, browser);
        forms.requireToken(form, attempt, browser);
        String action = form.getFirst("action");
        if ("cancel".equals(action)) {
            steps.denied(attempt);
            return forms.resume(attempt);
        }
        if ("other".equals(action)) {
            steps.another(attempt);
            return forms.resume(attempt);
        }
        return choose(attempt, form.getFirst("account"), headers);
    }

    /** A choice that cannot be followed, as the session has ended meanwhile, leads to the choice again. */
    private Response choose(Attempt attempt, String account, HttpHeaders headers) {
        Optional<Begun> begun = Optional.ofNullable(account)
                .flatMap(sid -> cookies.session(headers).flatMap(cookie -> steps.chosen(attempt, cookie, sid)));
        Response resume = forms.resume(attempt);
        return begun.map(chosen -> Response.fromResponse(resume)
                        .cookie(forms.sessionCookie(chosen))
                        .build())
                .orElse(resume);
    }
}
