package dev.limen.logout;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.web.Csrf;
import dev.limen.web.HiddenField;
import dev.limen.web.Links;
import dev.limen.web.Locales;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pages of a sign-out. */
@ApplicationScoped
class LogoutPages {

    /** What the confirmation form's CSRF token is bound to, besides the session's cookie. */
    static final String CSRF_PURPOSE = "logout";

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Csrf csrf;
    private final Duration patience;

    LogoutPages(Pages pages, Locales locales, Links links, Csrf csrf, LimenConfig config) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.csrf = csrf;
        this.patience = config.logout().frames();
    }

    /** Asks first. */
    Response confirm(LogoutRequest request, Session session, boolean several, OpaqueToken cookie, HttpHeaders headers) {
        Locale locale = locales.choose(request.uiLocales(), headers);
        Messages texts = pages.texts(locale);
        List<HiddenField> fields = new ArrayList<>();
        request.parameters().forEach((name, value) -> fields.add(new HiddenField(name, value)));
        fields.removeIf(field -> field.name().equals("csrf") || field.name().equals("action"));
        fields.add(new HiddenField("csrf", csrf.token(CSRF_PURPOSE, cookie)));
        Page page = pages.page("confirm-sign-out", locale, texts.signOutTitle());
        return pages.show(
                page,
                new ConfirmSignOutPage(
                        page,
                        links.path("/logout/confirm"),
                        fields,
                        session.user.username,
                        request.clientName(locale),
                        several));
    }

    /** Says that it is done, and lets clients sign the person out in frames. */
    Response signedOut(LogoutRequest request, List<Frame> frames, HttpHeaders headers) {
        Locale locale = locales.choose(request.uiLocales(), headers);
        Messages texts = pages.texts(locale);
        return end(request, frames, locale, texts.signedOutTitle(), texts.signedOutText());
    }

    /** Says that nothing has changed. */
    Response kept(LogoutRequest request, HttpHeaders headers) {
        Locale locale = locales.choose(request.uiLocales(), headers);
        Messages texts = pages.texts(locale);
        return end(request, List.of(), locale, texts.signedOutKeptTitle(), texts.signedOutKeptText());
    }

    private Response end(LogoutRequest request, List<Frame> frames, Locale locale, String title, String text) {
        Page page = pages.page("signed-out", locale, title);
        SignedOutPage content = new SignedOutPage(
                page,
                title,
                text,
                request.returnTo().orElse(""),
                request.clientName(locale),
                frames,
                patience.toMillis(),
                patience.plusMillis(999).toSeconds());
        return frames.isEmpty()
                ? pages.showWithoutForms(200, page, content)
                : pages.showWithFrames(
                        page,
                        content,
                        frames.stream().map(Frame::origin).distinct().toList());
    }
}
