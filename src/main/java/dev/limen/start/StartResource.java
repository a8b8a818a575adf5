package dev.limen.start;

import dev.limen.config.Issuer;
import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import dev.limen.web.Locales;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import io.quarkus.runtime.LaunchMode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/** {@code /}. */
@Path("/")
@FrontChannel
class StartResource {

    private final Pages pages;
    private final Locales locales;
    private final Links links;
    private final Issuer issuer;
    private final LaunchMode mode;

    StartResource(Pages pages, Locales locales, Links links, Issuer issuer, LaunchMode mode) {
        this.pages = pages;
        this.locales = locales;
        this.links = links;
        this.issuer = issuer;
        this.mode = mode;
    }

    @GET
    public Response show(@QueryParam("ui_locales") String uiLocales, @Context HttpHeaders headers) {
        Locale locale = locales.choose(Optional.ofNullable(uiLocales), headers);
        Page page = pages.page("start", locale, pages.texts(locale).startTitle());
        StartPage content = new StartPage(
                page,
                issuer.value(),
                links.path("/.well-known/openid-configuration"),
                links.path("/jwks"),
                links.path("/applications"),
                mode == LaunchMode.NORMAL ? "" : links.path("/demo"));
        return pages.showWithoutForms(200, page, content);
    }
}
