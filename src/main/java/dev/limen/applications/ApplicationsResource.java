package dev.limen.applications;

import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.web.BrowserCookies;
import dev.limen.web.FrontChannel;
import dev.limen.web.Locales;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /applications}. */
@Path("/applications")
@FrontChannel
class ApplicationsResource {

    private final Sessions sessions;
    private final InitiatedLogin initiatedLogin;
    private final BrowserCookies cookies;
    private final Pages pages;
    private final Locales locales;

    ApplicationsResource(
            Sessions sessions, InitiatedLogin initiatedLogin, BrowserCookies cookies, Pages pages, Locales locales) {
        this.sessions = sessions;
        this.initiatedLogin = initiatedLogin;
        this.cookies = cookies;
        this.pages = pages;
        this.locales = locales;
    }

    @GET
    public Response show(@QueryParam("ui_locales") String uiLocales, @Context HttpHeaders headers) {
        Locale locale = locales.choose(Optional.ofNullable(uiLocales), headers);
        Page page = pages.page("applications", locale, pages.texts(locale).applicationsTitle());
        Optional<Session> session = sessions.active(cookies.session(headers));
        List<ApplicationView> applications =
                session.map(active -> initiatedLogin.of(active.user, locale)).orElse(List.of());
        String account = session.map(active -> active.user.username).orElse("");
        return pages.showWithoutForms(200, page, new ApplicationsPage(page, account, applications));
    }
}
