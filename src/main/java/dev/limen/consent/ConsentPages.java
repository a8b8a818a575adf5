package dev.limen.consent;

import dev.limen.client.Client;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.Permissions;
import dev.limen.interaction.Proposal;
import dev.limen.interaction.Proposals;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.session.Session;
import dev.limen.web.Links;
import dev.limen.web.LinksView;
import dev.limen.web.Locales;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Fills the consent page. */
@ApplicationScoped
class ConsentPages {

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Permissions permissions;
    private final Proposals proposals;
    private final AuthorizationDetailsTypes detailsTypes;

    ConsentPages(
            Pages pages,
            Locales locales,
            Links links,
            Permissions permissions,
            Proposals proposals,
            AuthorizationDetailsTypes detailsTypes) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.permissions = permissions;
        this.proposals = proposals;
        this.detailsTypes = detailsTypes;
    }

    Response show(AuthorizationAttempt attempt, Session session, String csrf, HttpHeaders headers) {
        Locale locale =
                locales.choose(Optional.of(String.join(" ", attempt.request().uiLocales())), headers);
        Messages texts = pages.texts(locale);
        Client client = attempt.client();
        ClientMetadata metadata = client.metadata;
        Proposal proposal = proposals.of(attempt.request(), client);
        Page page = pages.page("consent", locale, texts.consentTitle(client.displayName(locale)));
        ConsentPage content = new ConsentPage(
                page,
                attempt.clientView(locale).orElseThrow(),
                links.path("/consent/" + attempt.handle().reveal()),
                csrf,
                session.user.displayName(),
                permissions.of(proposal, texts, locale),
                destination(attempt),
                LinksView.of(metadata.policyUri(locale), metadata.tosUri(locale)),
                metadata.consent() == ClientMetadata.ConsentMode.REMEMBER
                        && !detailsTypes.askedEachTime(proposal.details()));
        return pages.show(page, content);
    }

    /** The host that the answer goes to; for an application on the device there is none, and its own name must do. */
    private static String destination(AuthorizationAttempt attempt) {
        String host = URI.create(attempt.target()).getAuthority();
        return host == null ? attempt.client().displayName() : host;
    }
}
