package dev.limen.login;

import dev.limen.config.LimenConfig;
import dev.limen.interaction.ApprovalAttempt;
import dev.limen.interaction.Attempt;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.DeviceAttempt;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.user.User;
import dev.limen.web.BrowserCookies;
import dev.limen.web.ClientView;
import dev.limen.web.Csrf;
import dev.limen.web.Links;
import dev.limen.web.Locales;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Fills the pages of this package. */
@ApplicationScoped
class LoginPages {

    /** RFC 9110, section 15.5.21; a 401 would need an authentication scheme of HTTP, which a form is not. */
    private static final int UNPROCESSABLE = 422;

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int INCOMPLETE = 400;

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Csrf csrf;
    private final BrowserCookies cookies;
    private final String product;

    LoginPages(Pages pages, Locales locales, Links links, Csrf csrf, BrowserCookies cookies, LimenConfig config) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.csrf = csrf;
        this.cookies = cookies;
        this.product = config.name();
    }

    /** The empty form; it holds the name of a person who has to sign in again, or the client's hint. */
    Response signIn(Attempt attempt, Optional<User> again, HttpHeaders headers) {
        String username =
                again.map(user -> user.username).or(attempt::loginHint).orElse("");
        return form(200, attempt, new Typed(username, "", false), again.isPresent(), texts -> "", headers);
    }

    Response incomplete(Attempt attempt, Typed typed, HttpHeaders headers) {
        return form(INCOMPLETE, attempt, typed, false, Messages::signInMissing, headers);
    }

    /** One text, status and shape for every reason, so that nobody learns which accounts exist. */
    Response wrong(Attempt attempt, Typed typed, HttpHeaders headers) {
        return form(UNPROCESSABLE, attempt, typed, false, Messages::signInWrong, headers);
    }

    Response throttled(Attempt attempt, Typed typed, Duration wait, HttpHeaders headers) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        Response page = form(TOO_MANY, attempt, typed, false, texts -> texts.signInWait(minutes), headers);
        return later(page, wait);
    }

    Response busy(Attempt attempt, Typed typed, Duration wait, HttpHeaders headers) {
        return later(form(UNAVAILABLE, attempt, typed, false, Messages::signInBusy, headers), wait);
    }

    Response accounts(Attempt attempt, List<Session> sessions, HttpHeaders headers) {
        Locale locale = locale(attempt, headers);
        Page page = pages.page("accounts", locale, pages.texts(locale).accountsTitle());
        List<AccountView> accounts = sessions.stream()
                .sorted(Comparator.comparing(session -> !hinted(attempt, session.user)))
                .map(session -> AccountView.of(session.sid, session.user))
                .toList();
        String action = links.path("/accounts/" + attempt.handle().reveal());
        return pages.show(
                page,
                new AccountsPage(
                        page,
                        client(attempt, locale),
                        action,
                        token(attempt, headers),
                        accounts,
                        cancel(attempt, pages.texts(locale), locale)));
    }

    /** Whether the client has named this person, who then comes first (OpenID Connect Core 1.0, section 3.1.2.1). */
    private static boolean hinted(Attempt attempt, User user) {
        return attempt.loginHint()
                .filter(hint -> hint.equalsIgnoreCase(user.username) || hint.equals(user.claims.get("email")))
                .isPresent();
    }

    private Response form(
            int status,
            Attempt attempt,
            Typed typed,
            boolean again,
            Function<Messages, String> failure,
            HttpHeaders headers) {
        Locale locale = locale(attempt, headers);
        Messages texts = pages.texts(locale);
        Page page = pages.page("login", locale, texts.signInTitle());
        SignInPage content = new SignInPage(
                page,
                client(attempt, locale),
                links.path("/login/" + attempt.handle().reveal()),
                token(attempt, headers),
                typed.username(),
                typed.remember(),
                again,
                failure.apply(texts),
                cancel(attempt, texts, locale));
        return pages.show(status, page, content);
    }

    /** Who authorizes a device is not taken back to it. */
    private static String cancel(Attempt attempt, Messages texts, Locale locale) {
        return switch (attempt) {
            case AuthorizationAttempt authorization ->
                texts.signInCancel(authorization.client().displayName(locale));
            case DeviceAttempt device -> texts.deviceCancel();
            case ApprovalAttempt approval -> texts.deviceCancel();
        };
    }

    private Locale locale(Attempt attempt, HttpHeaders headers) {
        return locales.choose(Optional.of(String.join(" ", attempt.uiLocales())), headers);
    }

    private String token(Attempt attempt, HttpHeaders headers) {
        OpaqueToken browser = cookies.browser(headers).orElseThrow();
        return csrf.token(attempt.handle().reveal(), browser);
    }

    /** A person who came without an application signs in to Limen itself. */
    private ClientView client(Attempt attempt, Locale locale) {
        return attempt.clientView(locale).orElseGet(() -> ClientView.of(product, Optional.empty()));
    }

    private static Response later(Response page, Duration wait) {
        page.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()));
        return page;
    }
}
