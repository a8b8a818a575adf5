package dev.limen.start;

import dev.limen.support.Specimen;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

@Singleton
final class StartSpecimen implements Specimen {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Response show(Pages pages, Locale locale, String client, String person) {
        Page page = pages.page("start", locale, pages.texts(locale).startTitle());
        return pages.show(
                page,
                new StartPage(
                        page,
                        "https://login.example.com",
                        "/.well-known/openid-configuration",
                        "/jwks",
                        "/applications",
                        "/demo"));
    }
}
