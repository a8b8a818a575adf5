package dev.limen.ciba;

import dev.limen.crypto.Tokens;
import dev.limen.interaction.ApprovalAttempt;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /approvals}: where a person sees what clients ask of them, and decides (CIBA, section 8). The answer holds for
 * the person that the page named, as on the consent page.
 */
@Path("/approvals")
@FrontChannel
class ApprovalsResource {

    private final Approvals approvals;
    private final Interactions interactions;
    private final ApprovalPages pages;
    private final CibaSwitch cibaSwitch;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Links links;
    private final Tokens tokens;

    ApprovalsResource(
            Approvals approvals,
            Interactions interactions,
            ApprovalPages pages,
            CibaSwitch cibaSwitch,
            BrowserCookies cookies,
            Csrf csrf,
            Links links,
            Tokens tokens) {
        this.approvals = approvals;
        this.interactions = interactions;
        this.pages = pages;
        this.cibaSwitch = cibaSwitch;
        this.cookies = cookies;
        this.csrf = csrf;
        this.links = links;
        this.tokens = tokens;
    }

    /** All that waits for the person; with {@code request}, the one of this name, which says nothing to anybody else. */
    @GET
    public Response show(@QueryParam("request") String name, @Context HttpHeaders headers) {
        cibaSwitch.require();
        Optional<UUID> request = Optional.ofNullable(name).flatMap(Names::parse);
        Optional<Approvals.Waiting> waiting =
                request.isPresent() ? Optional.empty() : approvals.waiting(cookies.session(headers));
        return waiting.map(found -> pages.all(found, headers)).orElseGet(() -> begin(request, headers));
    }

    @GET
    @Path("{handle}")
    public Response resume(@PathParam("handle") String handle, @Context HttpHeaders headers) {
        cibaSwitch.require();
        Optional<OpaqueToken> browser = cookies.browser(headers);
        return switch (approvals.resume(handle, browser, cookies.session(headers))) {
            case Approvals.Outcome.Interact next ->
                seeOther(page(next.step()) + next.handle().reveal());
            case Approvals.Outcome.Ask ask ->
                pages.ask(ask, csrf.token(subjectOf(ask), browser.orElseThrow()), headers);
            case Approvals.Outcome.All all -> seeOther("/approvals");
            case Approvals.Outcome.Decided decided -> pages.decided(decided.request(), headers);
            case Approvals.Outcome.Left left -> pages.left(headers);
        };
    }

    @POST
    @Path("{handle}")
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("handle") String handle, MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        cibaSwitch.require();
        OpaqueToken browser = cookies.browser(headers)
                .orElseThrow(() -> new PageException(PageFault.OTHER_BROWSER, "no browser cookie"));
        // anything but a clear yes is a no
        Approvals.Answer answer =
                "allow".equals(form.getFirst("action")) ? Approvals.Answer.ALLOW : Approvals.Answer.DENY;
        approvals.answer(
                handle,
                Optional.of(browser),
                cookies.session(headers),
                ask -> csrf.require(form.getFirst("csrf"), subjectOf(ask), browser),
                answer);
        return seeOther("/approvals/" + handle);
    }

    private Response begin(Optional<UUID> request, HttpHeaders headers) {
        OpaqueToken browser = cookies.browser(headers).orElseGet(tokens::next);
        OpaqueToken handle = interactions.openApprovals(request, browser);
        return Response.fromResponse(seeOther("/approvals/" + handle.reveal()))
                .cookie(cookies.browser(browser))
                .build();
    }

    private Response seeOther(String path) {
        return Response.seeOther(links.absolute(path)).build();
    }

    private static String subjectOf(Approvals.Outcome.Ask ask) {
        ApprovalAttempt attempt = ask.attempt();
        Session session = ask.session();
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
