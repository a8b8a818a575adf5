package dev.limen.device;

import dev.limen.grant.DeviceCode;
import dev.limen.interaction.DeviceAttempt;
import dev.limen.interaction.Permissions;
import dev.limen.interaction.Proposals;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.UserCode;
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
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** Fills the pages of this package. */
@ApplicationScoped
class DevicePages {

    private static final int INCOMPLETE = 400;

    /** As on the sign-in page. */
    private static final int UNPROCESSABLE = 422;

    private static final int TOO_MANY = 429;

    /** What was typed comes back to be corrected, but no more of it than fits the field. */
    private static final int SHOWN = 64;

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Permissions permissions;
    private final Proposals proposals;

    DevicePages(Pages pages, Locales locales, Links links, Permissions permissions, Proposals proposals) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.permissions = permissions;
        this.proposals = proposals;
    }

    Response empty(String csrf, HttpHeaders headers) {
        return form(200, "", false, texts -> "", csrf, headers);
    }

    Response filled(UserCode userCode, String csrf, HttpHeaders headers) {
        return form(200, userCode.shown(), true, texts -> "", csrf, headers);
    }

    Response missing(String csrf, HttpHeaders headers) {
        return form(INCOMPLETE, "", false, Messages::deviceMissing, csrf, headers);
    }

    /** One text and status for every reason. */
    Response wrong(String typed, String csrf, HttpHeaders headers) {
        return form(UNPROCESSABLE, typed, false, Messages::deviceWrong, csrf, headers);
    }

    Response throttled(String typed, Duration wait, String csrf, HttpHeaders headers) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        Response page = form(TOO_MANY, typed, false, texts -> texts.deviceWait(minutes), csrf, headers);
        page.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()));
        return page;
    }

    Response ask(DeviceAttempt attempt, Session session, String csrf, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        ClientMetadata metadata = attempt.client().metadata;
        DeviceCode device = attempt.device();
        String name = attempt.client().displayName(locale);
        String handle = attempt.handle().reveal();
        Page page = pages.page("device", locale, texts.deviceAskTitle(name));
        return pages.show(
                page,
                new ApprovalPage(
                        page,
                        ClientView.of(name, metadata.logoUri(locale)),
                        links.path("/device/" + handle),
                        csrf,
                        attempt.userCode().shown(),
                        session.user.displayName(),
                        links.path("/accounts/" + handle),
                        permissions.of(
                                proposals.of(device.requestedScope(), device.requestedDetails(), metadata),
                                texts,
                                locale),
                        LinksView.of(metadata.policyUri(locale), metadata.tosUri(locale))));
    }

    Response allowed(DeviceAttempt attempt, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        Page page = pages.page("device-allowed", locale, texts.deviceAllowedTitle());
        String text = texts.deviceAllowedText(attempt.client().displayName(locale));
        return pages.showWithoutForms(200, page, new DecidedPage(page, text, true));
    }

    Response denied(DeviceAttempt attempt, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        Page page = pages.page("device-denied", locale, texts.deviceDeniedTitle());
        String text = texts.deviceDeniedText(attempt.client().displayName(locale));
        return pages.showWithoutForms(200, page, new DecidedPage(page, text, false));
    }

    private Response form(
            int status,
            String typed,
            boolean filled,
            Function<Messages, String> failure,
            String csrf,
            HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Messages texts = pages.texts(locale);
        Page page = pages.page("device", locale, texts.deviceTitle());
        String shown = typed.length() > SHOWN ? typed.substring(0, SHOWN) : typed;
        UserCodePage content = new UserCodePage(page, links.path("/device"), csrf, shown, filled, failure.apply(texts));
        return pages.show(status, page, content);
    }
}
