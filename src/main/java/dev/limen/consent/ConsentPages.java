package dev.limen.consent;

import dev.limen.client.Client;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.PermissionView;
import dev.limen.interaction.Permissions;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Target;
import dev.limen.resource.Targets;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fills the consent page. */
@ApplicationScoped
class ConsentPages {

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Permissions permissions;
    private final Targets targets;
    private final AuthorizationDetailsTypes detailsTypes;

    ConsentPages(
            Pages pages,
            Locales locales,
            Links links,
            Permissions permissions,
            Targets targets,
            AuthorizationDetailsTypes detailsTypes) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.permissions = permissions;
        this.targets = targets;
        this.detailsTypes = detailsTypes;
    }

    Response show(AuthorizationAttempt attempt, Session session, String csrf, HttpHeaders headers) {
        Locale locale =
                locales.choose(Optional.of(String.join(" ", attempt.request().uiLocales())), headers);
        Messages texts = pages.texts(locale);
        Client client = attempt.client();
        ClientMetadata metadata = client.metadata;
        Page page = pages.page("consent", locale, texts.consentTitle(client.displayName(locale)));
        ConsentPage content = new ConsentPage(
                page,
                attempt.clientView(locale).orElseThrow(),
                links.path("/consent/" + attempt.handle().reveal()),
                csrf,
                session.user.displayName(),
                permissions(attempt, texts, locale),
                destination(attempt),
                LinksView.of(metadata.policyUri(locale), metadata.tosUri(locale)),
                metadata.consent() == ClientMetadata.ConsentMode.REMEMBER
                        && !detailsTypes.askedEachTime(attempt.request().authorizationDetails()));
        return pages.show(page, content);
    }

    private List<PermissionView> permissions(AuthorizationAttempt attempt, Messages texts, Locale locale) {
        AuthorizationRequest request = attempt.request();
        ClientMetadata metadata = attempt.client().metadata;
        Target target = targets.of(request.scope(), request.authorizationDetails(), request.resources());
        List<PermissionView> all = new ArrayList<>(
                permissions.of(metadata, target.scope(), request.claims().names(), texts));
        all.addAll(permissions.of(detailsTypes.usable(target.details(), metadata), locale));
        return all;
    }

    /** The host that the answer goes to; for an application on the device there is none, and its own name must do. */
    private static String destination(AuthorizationAttempt attempt) {
        String host = URI.create(attempt.target()).getAuthority();
        return host == null ? attempt.client().displayName() : host;
    }
}
