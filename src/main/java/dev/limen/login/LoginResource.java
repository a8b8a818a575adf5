package dev.limen.login;

import dev.limen.interaction.Attempt;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Secret;
import dev.limen.session.Begun;
import dev.limen.user.SignIn;
import dev.limen.user.Source;
import dev.limen.user.Users;
import dev.limen.web.BrowserCookies;
import dev.limen.web.ClientAddress;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code /login}: signing in with a password (OpenID Connect Core 1.0, section 3.1.2.3). */
@Path("/login/{handle}")
@FrontChannel
class LoginResource {

    private final Steps steps;
    private final Users users;
    private final LoginPages pages;
    private final Forms forms;
    private final BrowserCookies cookies;
    private final ClientAddress address;

    LoginResource(
            Steps steps, Users users, LoginPages pages, Forms forms, BrowserCookies cookies, ClientAddress address) {
        this.steps = steps;
        this.users = users;
        this.pages = pages;
        this.forms = forms;
        this.cookies = cookies;
        this.address = address;
    }

    @GET
    public Response show(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        Attempt attempt = steps.attempt(handle, cookies.browser(headers));
        if (steps.mayChoose(attempt, cookies.session(headers))) {
            return forms.choose(attempt);
        }
        return pages.signIn(attempt, steps.signedIn(attempt, cookies.session(headers)), headers);
    }

    @POST
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("handle") String handle, MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Optional<OpaqueToken> browser = cookies.browser(headers);
        Attempt attempt = steps.attempt(handle, browser);
        forms.requireToken(form, attempt, browser);
        if ("cancel".equals(form.getFirst("action"))) {
            steps.denied(attempt);
            return forms.resume(attempt);
        }
        Typed typed = Typed.of(form);
        if (!typed.complete()) {
            return pages.incomplete(attempt, typed, headers);
        }
        SignIn result =
                users.verify(typed.username(), Secret.of(typed.password()), new Source(address.current(), browser));
        return switch (result) {
            case SignIn.Welcome welcome -> welcome(attempt, welcome, typed, headers);
            case SignIn.Refused refused -> {
                steps.refused(attempt, refused);
                yield pages.wrong(attempt, typed, headers);
            }
            case SignIn.Throttled throttled -> {
                steps.delayed(attempt, "throttled", throttled.retryAfter());
                yield pages.throttled(attempt, typed, throttled.retryAfter(), headers);
            }
            case SignIn.Busy busy -> {
                steps.delayed(attempt, "busy", busy.retryAfter());
                yield pages.busy(attempt, typed, busy.retryAfter(), headers);
            }
        };
    }

    private Response welcome(Attempt attempt, SignIn.Welcome welcome, Typed typed, HttpHeaders headers) {
        Begun begun = steps.authenticated(attempt, welcome.user(), cookies.session(headers), typed.remember());
        NewCookie session = forms.sessionCookie(begun);
        return Response.fromResponse(forms.resume(attempt)).cookie(session).build();
    }
}
