package dev.limen.logout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.web.Assets;
import dev.limen.web.BrowserCookies;
import dev.limen.web.FrontChannel;
import dev.limen.web.Pages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code check_session_iframe} (OpenID Connect Session Management 1.0, section 3.2). */
@Path("/check-session")
@FrontChannel
class CheckSessionResource {

    private final Features features;
    private final Pages pages;
    private final Assets assets;
    private final BrowserCookies cookies;

    CheckSessionResource(Features features, Pages pages, Assets assets, BrowserCookies cookies) {
        this.features = features;
        this.pages = pages;
        this.assets = assets;
        this.cookies = cookies;
    }

    @GET
    public Response show() {
        if (!features.enabled(Feature.SESSION_MANAGEMENT)) {
            throw new NotFoundException();
        }
        return pages.showFramed(new CheckSessionPage(assets, cookies.stateName()));
    }
}
