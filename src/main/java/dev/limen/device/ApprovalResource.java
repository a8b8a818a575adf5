package dev.limen.device;

import dev.limen.interaction.DeviceAttempt;
import dev.limen.interaction.InteractionPolicy.Step;
import dev.limen.interaction.Interactions;
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
 * {@code /device/{handle}}: where a person decides about a device whose code was entered in this browser, and the resume
 * to which every step returns. The answer holds for the person that the page named, as on the consent page.
 */
@Path("/device/{handle}")
@FrontChannel
class ApprovalResource {

    private final Approval approval;
    private final Interactions interactions;
    private final DevicePages pages;
    private final DeviceSwitch deviceSwitch;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Links links;

    ApprovalResource(
            Approval approval,
            Interactions interactions,
            DevicePages pages,
            DeviceSwitch deviceSwitch,
            BrowserCookies cookies,
            Csrf csrf,
            Links links) {
        this.approval = approval;
        this.interactions = interactions;
        this.pages = pages;
        this.deviceSwitch = deviceSwitch;
        this.cookies = cookies;
        this.csrf = csrf;
        this.links = links;
    }

    @GET
    public Response resume(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        deviceSwitch.require();
        Optional<OpaqueToken> browser = cookies.browser(headers);
        return switch (approval.resume(handle, browser, cookies.session(headers))) {
            case Approval.Outcome.Interact next ->
                Response.seeOther(
                                links.absolute(page(next.step()) + next.handle().reveal()))
                        .build();
            case Approval.Outcome.Ask(DeviceAttempt attempt, Session session) ->
                pages.ask(attempt, session, csrf.token(subjectOf(attempt, session), browser.orElseThrow()), headers);
            case Approval.Outcome.Decided(DeviceAttempt attempt, boolean allowed) ->
                allowed ? pages.allowed(attempt, headers) : pages.denied(attempt, headers);
        };
    }

    @POST
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("handle") String handle, MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        deviceSwitch.require();
        OpaqueToken browser = cookies.browser(headers)
                .orElseThrow(() -> new PageException(PageFault.OTHER_BROWSER, "no browser cookie"));
        DeviceAttempt attempt = approval.undecided(handle, browser);
        Optional<Session> person = approval.person(attempt, cookies.session(headers));
        if (person.isEmpty()) {
            return resume(attempt);
        }
        csrf.require(form.getFirst("csrf"), subjectOf(attempt, person.get()), browser);
        // anything but a clear yes is a no
        if ("allow".equals(form.getFirst("action"))) {
            interactions.consented(attempt, person.get());
        } else {
            interactions.denied(attempt);
        }
        return resume(attempt);
    }

    private Response resume(DeviceAttempt attempt) {
        return Response.seeOther(links.absolute(attempt.resumePath())).build();
    }

    private static String subjectOf(DeviceAttempt attempt, Session session) {
        return attempt.handle().reveal() + " " + session.sid;
    }

    private static String page(Step step) {
        return switch (step) {
            case LOGIN -> "/login/";
            case ACCOUNTS -> "/accounts/";
            case CONSENT -> throw new IllegalStateException("asked here");
        };
    }
}
