package dev.limen.device;

import dev.limen.interaction.PermissionView;
import dev.limen.support.Specimen;
import dev.limen.web.ClientView;
import dev.limen.web.LinksView;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

final class DeviceSpecimens {

    private DeviceSpecimens() {}

    @Singleton
    static final class Code implements Specimen {
        @Override
        public String name() {
            return "device-code";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("device", locale, texts.deviceTitle());
            return pages.show(422, page, new UserCodePage(page, "/device", "t", person, false, texts.deviceWrong()));
        }
    }

    @Singleton
    static final class Ask implements Specimen {
        @Override
        public String name() {
            return "device-ask";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("device", locale, texts.deviceAskTitle(client));
            return pages.show(
                    page,
                    new ApprovalPage(
                            page,
                            new ClientView(client, ""),
                            "/device/x",
                            "t",
                            "BCDF-GHJK",
                            person,
                            "/accounts/x",
                            List.of(new PermissionView(texts.scopeProfile(), client)),
                            new LinksView("https://tv.example.com/privacy", "")));
        }
    }

    @Singleton
    static final class Allowed implements Specimen {
        @Override
        public String name() {
            return "device-allowed";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("device-allowed", locale, texts.deviceAllowedTitle());
            return pages.show(page, new DecidedPage(page, texts.deviceAllowedText(client), true));
        }
    }
}
