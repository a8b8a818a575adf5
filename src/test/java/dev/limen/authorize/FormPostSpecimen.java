package dev.limen.authorize;

import dev.limen.support.Specimen;
import dev.limen.web.HiddenField;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

@Singleton
final class FormPostSpecimen implements Specimen {

    @Override
    public String name() {
        return "form-post";
    }

    @Override
    public Response show(Pages pages, Locale locale, String client, String person) {
        Page page = pages.page("form-post", locale, pages.texts(locale).formPostTitle());
        List<HiddenField> fields = List.of(new HiddenField("code", "abc"), new HiddenField("state", client));
        return pages.show(page, new FormPostPage(page, "https://app.example.com/callback", fields, client));
    }
}
