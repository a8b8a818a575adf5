package dev.limen.ciba;

import dev.limen.grant.BackchannelRequest;
import dev.limen.interaction.Permissions;
import dev.limen.interaction.Proposal;
import dev.limen.interaction.Proposals;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClientMetadata;
import dev.limen.session.Session;
import dev.limen.web.ClientView;
import dev.limen.web.Links;
import dev.limen.web.LinksView;
import dev.limen.web.Locales;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Fills the pages of this package. */
@ApplicationScoped
class ApprovalPages {

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Permissions permissions;
    private final Proposals proposals;

    ApprovalPages(Pages pages, Locales locales, Links links, Permissions permissions, Proposals proposals) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.permissions = permissions;
        this.proposals = proposals;
    }

    Response all(Approvals.Waiting waiting, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Page page = pages.page("approvals", locale, pages.texts(locale).approvalsTitle());
        List<WaitingView> views = waiting.requests().stream()
                .map(request -> view(request, locale))
                .toList();
        return pages.showWithoutForms(
                200, page, new ApprovalsPage(page, waiting.session().user.displayName(), views));
    }

    Response ask(Approvals.Outcome.Ask ask, String csrf, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        BackchannelRequest request = ask.request();
        Session session = ask.session();
        ClientMetadata metadata = request.client.metadata;
        Proposal proposal = proposals.of(request.requestedScope(), AuthorizationDetails.NONE, metadata);
        String name = request.client.displayName(locale);
        Page page = pages.page("approval", locale, texts.approvalTitle(name));
        return pages.show(
                page,
                new ApprovalPage(
                        page,
                        ClientView.of(name, metadata.logoUri(locale)),
                        links.path("/approvals/" + ask.attempt().handle().reveal()),
                        csrf,
                        request.bindingMessage().orElse(""),
                        session.user.displayName(),
                        permissions.of(proposal, texts, locale),
                        LinksView.of(metadata.policyUri(locale), metadata.tosUri(locale))));
    }

    Response decided(BackchannelRequest request, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        String client = request.client.displayName(locale);
        return request.deniedAt == null
                ? end("approval-allowed", locale, texts.approvalAllowedTitle(), texts.approvalAllowedText(client), true)
                : end("approval-denied", locale, texts.approvalDeniedTitle(), texts.approvalDeniedText(client), false);
    }

    Response left(HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        return end("approval-left", locale, texts.approvalLeftTitle(), texts.approvalLeftText(), false);
    }

    private Response end(String name, Locale locale, String title, String text, boolean allowed) {
        Page page = pages.page(name, locale, title);
        return pages.showWithoutForms(200, page, new ApprovalEndPage(page, text, allowed, links.path("/approvals")));
    }

    private WaitingView view(BackchannelRequest request, Locale locale) {
        return new WaitingView(
                ClientView.of(request.client.displayName(locale), request.client.metadata.logoUri(locale)),
                request.bindingMessage().orElse(""),
                links.path("/approvals?request=" + request.id));
    }
}
