package dev.limen.demo;

import dev.limen.json.StrictJson;
import dev.limen.web.Links;
import dev.limen.web.Locales;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The demo application's pages. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class DemoPages {

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final StrictJson json;

    DemoPages(Pages pages, Locales locales, Links links, StrictJson json) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.json = json;
    }

    /** The page before the sign-in. */
    Response home(HttpHeaders headers) {
        return home("", texts -> "", headers);
    }

    /** The same, after a failure; {@code description} is the provider's. */
    Response refused(String error, String description, HttpHeaders headers) {
        return home(error, texts -> description, headers);
    }

    /** The same, after an answer that the application itself does not accept. */
    Response unacceptable(String error, Function<DemoMessages, String> reason, HttpHeaders headers) {
        return home(error, reason, headers);
    }

    private Response home(String error, Function<DemoMessages, String> description, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        DemoMessages texts = texts(locale);
        Page page = pages.page("demo", locale, texts.title());
        String signIn = links.path("/demo/sign-in");
        return pages.show(
                page,
                new DemoHomePage(
                        page,
                        signIn,
                        signIn + "?prompt=none",
                        links.path("/demo/device"),
                        error,
                        description.apply(texts)));
    }

    Response device(Visit.Waiting visit, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Page page = pages.page("demo", locale, texts(locale).deviceTitle());
        Map<String, Object> answer = visit.answer();
        return pages.show(
                page,
                new DemoDevicePage(
                        page,
                        answer.get("user_code").toString(),
                        answer.get("verification_uri").toString(),
                        answer.get("verification_uri_complete").toString(),
                        answer.get("verification_qr_uri").toString(),
                        links.path("/demo/device/ask"),
                        answer.get("interval").toString()));
    }

    Response tokens(Visit.SignedIn visit, HttpHeaders headers) {
        Locale locale = locales.choose(headers);
        Page page = pages.page("demo", locale, texts(locale).title());
        String accessToken = visit.tokens().get("access_token").toString();
        Object name = visit.userinfo().getOrDefault("name", visit.idToken().get("sub"));
        return pages.show(
                page,
                new DemoTokensPage(
                        page,
                        name.toString(),
                        Claim.all(visit.idToken(), json),
                        part(accessToken, 0),
                        part(accessToken, 1),
                        Claim.all(visit.userinfo(), json),
                        Claim.all(visit.tokens(), json),
                        links.path("/demo/refresh"),
                        links.path("/demo/sign-out")));
    }

    private static DemoMessages texts(Locale locale) {
        return MessageBundles.get(DemoMessages.class, Localized.Literal.of(locale.toLanguageTag()));
    }

    /** A part of a token in JWT form; a token in another form has none to show. */
    private List<Claim> part(String token, int index) {
        String[] parts = token.split("\\.");
        return parts.length < 3 ? List.of() : Claim.all(decoded(parts[index]), json);
    }

    private Map<String, Object> decoded(String part) {
        return json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
