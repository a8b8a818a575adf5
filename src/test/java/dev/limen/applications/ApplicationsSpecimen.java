package dev.limen.applications;

import dev.limen.support.Specimen;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

@Singleton
final class ApplicationsSpecimen implements Specimen {

    @Override
    public String name() {
        return "applications";
    }

    @Override
    public Response show(Pages pages, Locale locale, String client, String person) {
        Page page = pages.page("applications", locale, pages.texts(locale).applicationsTitle());
        return pages.showWithoutForms(
                200,
                page,
                new ApplicationsPage(
                        page,
                        person,
                        List.of(new ApplicationView(client, "https://app.example.com/login?x=" + client))));
    }
}
