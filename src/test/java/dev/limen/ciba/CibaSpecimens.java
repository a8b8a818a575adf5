package dev.limen.ciba;

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

final class CibaSpecimens {

    private CibaSpecimens() {}

    @Singleton
    static final class All implements Specimen {
        @Override
        public String name() {
            return "approvals";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("approvals", locale, pages.texts(locale).approvalsTitle());
            WaitingView waiting = new WaitingView(new ClientView(client, ""), client, "/approvals?request=x");
            return pages.show(page, new ApprovalsPage(page, person, List.of(waiting)));
        }
    }

    @Singleton
    static final class Ask implements Specimen {
        @Override
        public String name() {
            return "approval";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("approval", locale, texts.approvalTitle(client));
            return pages.show(
                    page,
                    new ApprovalPage(
                            page,
                            new ClientView(client, ""),
                            "/approvals/x",
                            "t",
                            client,
                            person,
                            List.of(new PermissionView(texts.scopeProfile(), client)),
                            new LinksView("https://bank.example.com/privacy", "")));
        }
    }

    @Singleton
    static final class Allowed implements Specimen {
        @Override
        public String name() {
            return "approval-allowed";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("approval-allowed", locale, texts.approvalAllowedTitle());
            return pages.show(page, new ApprovalEndPage(page, texts.approvalAllowedText(client), true, "/approvals"));
        }
    }
}
