package dev.limen.demo;

import dev.limen.json.StrictJson;
import dev.limen.web.Links;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The demo application's pages. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class DemoPages {

    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final Pages pages;
    private final Links links;
    private final StrictJson json;

    DemoPages(Pages pages, Links links, StrictJson json) {
        this.pages = pages;
        this.links = links;
        this.json = json;
    }

    Response home(String error, String description) {
        Page page = pages.page("demo", LANGUAGE, "Demo application");
        String signIn = links.path("/demo/sign-in");
        return pages.show(page, new DemoHomePage(page, signIn, signIn + "?prompt=none", error, description));
    }

    Response tokens(Visit.SignedIn visit) {
        Page page = pages.page("demo", LANGUAGE, "Demo application");
        String accessToken = visit.tokens().get("access_token").toString();
        return pages.show(
                page,
                new DemoTokensPage(
                        page,
                        visit.userinfo()
                                .getOrDefault("name", visit.idToken().get("sub"))
                                .toString(),
                        Claim.all(visit.idToken()),
                        part(accessToken, 0),
                        part(accessToken, 1),
                        Claim.all(visit.userinfo()),
                        Claim.all(visit.tokens()),
                        links.path("/demo/refresh"),
                        links.path("/demo/sign-out")));
    }

    /** A part of a token in JWT form; a token in another form has none to show. */
    private List<Claim> part(String token, int index) {
        String[] parts = token.split("\\.");
        return parts.length < 3 ? List.of() : Claim.all(decoded(parts[index]));
    }

    private Map<String, Object> decoded(String part) {
        return json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
