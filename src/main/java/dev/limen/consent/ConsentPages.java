package dev.limen.consent;

import dev.limen.client.Client;
import dev.limen.interaction.Attempt;
import dev.limen.protocol.ClientMetadata;
import dev.limen.session.Session;
import dev.limen.web.ClientView;
import dev.limen.web.Links;
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

    ConsentPages(Pages pages, Locales locales, Links links, Permissions permissions) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.permissions = permissions;
    }

    Response show(Attempt attempt, Session session, String csrf, HttpHeaders headers) {
        Locale locale =
                locales.choose(Optional.of(String.join(" ", attempt.request().uiLocales())), headers);
        Messages texts = pages.texts(locale);
        Client client = attempt.client();
        ClientMetadata metadata = client.metadata;
        Page page = pages.page("consent", locale, texts.consentTitle(client.displayName()));
        ConsentPage content = new ConsentPage(
                page,
                ClientView.of(client.displayName(), metadata.logoUri()),
                links.path("/consent/" + attempt.handle().reveal()),
                csrf,
                session.user.displayName(),
                permissions.of(attempt, texts),
                destination(attempt),
                link(metadata.policyUri()),
                link(metadata.tosUri()),
                metadata.consent() == ClientMetadata.ConsentMode.REMEMBER);
        return pages.show(page, content);
    }

    /** Registration refuses other schemes already; what a person may click is worth a second look. */
    private static String link(Optional<String> uri) {
        return uri.filter(text -> text.startsWith("https://") || text.startsWith("http://"))
                .orElse("");
    }

    /** The host that the answer goes to; for an application on the device there is none, and its own name must do. */
    private static String destination(Attempt attempt) {
        String target = attempt.request()
                .redirectUri()
                .orElseGet(() -> attempt.client().metadata.redirectUris().getFirst());
        String host = URI.create(target).getAuthority();
        return host == null ? attempt.client().displayName() : host;
    }
}
