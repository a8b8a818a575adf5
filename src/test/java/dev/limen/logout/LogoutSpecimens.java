package dev.limen.logout;

import dev.limen.support.Specimen;
import dev.limen.web.HiddenField;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

final class LogoutSpecimens {

    private LogoutSpecimens() {}

    @Singleton
    static final class Confirm implements Specimen {
        @Override
        public String name() {
            return "confirm-sign-out";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page =
                    pages.page("confirm-sign-out", locale, pages.texts(locale).signOutTitle());
            List<HiddenField> fields = List.of(new HiddenField("csrf", "t"), new HiddenField("state", client));
            return pages.show(page, new ConfirmSignOutPage(page, "/logout", fields, person, client, true));
        }
    }

    @Singleton
    static final class SignedOut implements Specimen {
        @Override
        public String name() {
            return "signed-out";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("signed-out", locale, texts.signedOutTitle());
            return pages.showWithoutForms(
                    200,
                    page,
                    new SignedOutPage(
                            page,
                            texts.signedOutTitle(),
                            texts.signedOutText(),
                            "https://app.example.com/bye",
                            client,
                            List.of(new Frame(
                                    "https://app.example.com/out?x=" + client, "https://app.example.com", client)),
                            3000,
                            3));
        }
    }
}
