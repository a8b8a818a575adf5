package dev.limen.consent;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.web.BrowserCookies;
import dev.limen.web.Csrf;
import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
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
import java.util.Optional;

/**
 * {@code /consent} (OpenID Connect Core 1.0, section 3.1.2.4). The answer holds for the person that the page named: a
 * form that was shown to one account is worth nothing for another, even in the same browser.
 */
@Path("/consent/{handle}")
@FrontChannel
class ConsentResource {

    private final Decision decision;
    private final ConsentPages pages;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Links links;
    private final Audit audit;

    ConsentResource(
            Decision decision, ConsentPages pages, BrowserCookies cookies, Csrf csrf, Links links, Audit audit) {
        this.decision = decision;
        this.pages = pages;
        this.cookies = cookies;
        this.csrf = csrf;
        this.links = links;
        this.audit = audit;
    }

    @GET
    public Response show(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        OpaqueToken browser = browser(headers);
        AuthorizationAttempt attempt = decision.attempt(handle, browser);
        return decision.person(attempt, cookies.session(headers))
                .map(session -> pages.show(attempt, session, csrf.token(subjectOf(attempt, session), browser), headers))
                .orElseGet(() -> resume(attempt));
    }

    @POST
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("handle") String handle, MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        OpaqueToken browser = browser(headers);
        AuthorizationAttempt attempt = decision.attempt(handle, browser);
        Optional<Session> person = decision.person(attempt, cookies.session(headers));
        if (person.isEmpty()) {
            return resume(attempt);
        }
        Session session = person.get();
        csrf.require(form.getFirst("csrf"), subjectOf(attempt, session), browser);
        // anything but a clear yes is a no
        if ("allow".equals(form.getFirst("action"))) {
            decision.allow(attempt, session);
        } else {
            decision.deny(attempt);
            audit.record(new AuditEvent.ConsentDenied(
                    attempt.client().clientId,
                    session.user.sub,
                    attempt.request().scope().toString()));
        }
        return resume(attempt);
    }

    private OpaqueToken browser(HttpHeaders headers) {
        return cookies.browser(headers)
                .orElseThrow(() -> new PageException(PageFault.OTHER_BROWSER, "no browser cookie"));
    }

    private static String subjectOf(AuthorizationAttempt attempt, Session session) {
        return attempt.handle().reveal() + " " + session.sid;
    }

    private Response resume(AuthorizationAttempt attempt) {
        return Response.seeOther(links.absolute(attempt.resumePath())).build();
    }
}
