package dev.limen.login;

import dev.limen.support.Specimen;
import dev.limen.web.ClientView;
import dev.limen.web.Messages;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

final class LoginSpecimens {

    private LoginSpecimens() {}

    private static String cancel(Pages pages, Locale locale, String client) {
        return pages.texts(locale).signInCancel(client);
    }

    @Singleton
    static final class SignIn implements Specimen {
        @Override
        public String name() {
            return "sign-in";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("login", locale, pages.texts(locale).signInTitle());
            return pages.show(
                    page,
                    new SignInPage(
                            page,
                            new ClientView(client, ""),
                            "/login/x",
                            "t",
                            "",
                            false,
                            false,
                            "",
                            cancel(pages, locale, client)));
        }
    }

    @Singleton
    static final class SignInDescribed implements Specimen {
        @Override
        public String name() {
            return "sign-in-described";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("login", locale, pages.texts(locale).signInTitle());
            return pages.show(
                    page,
                    new SignInPage(
                            page,
                            ClientView.described(client, "clients.assistant.example.com:8443", true),
                            "/login/x",
                            "t",
                            "",
                            false,
                            false,
                            "",
                            cancel(pages, locale, client)));
        }
    }

    @Singleton
    static final class SignInFailed implements Specimen {
        @Override
        public String name() {
            return "sign-in-failed";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Messages texts = pages.texts(locale);
            Page page = pages.page("login", locale, texts.signInTitle());
            ClientView view = new ClientView(client, "");
            return pages.show(
                    401,
                    page,
                    new SignInPage(
                            page,
                            view,
                            "/login/x",
                            "t",
                            person,
                            true,
                            false,
                            texts.signInWrong(),
                            texts.signInCancel(client)));
        }
    }

    @Singleton
    static final class SignInAgain implements Specimen {
        @Override
        public String name() {
            return "sign-in-again";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("login", locale, pages.texts(locale).signInTitle());
            return pages.show(
                    page,
                    new SignInPage(
                            page,
                            new ClientView(client, ""),
                            "/login/x",
                            "t",
                            person,
                            false,
                            true,
                            "",
                            cancel(pages, locale, client)));
        }
    }

    @Singleton
    static final class Accounts implements Specimen {
        @Override
        public String name() {
            return "accounts";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("accounts", locale, pages.texts(locale).accountsTitle());
            List<AccountView> accounts = List.of(
                    new AccountView("1", person, "alice@example.com"),
                    new AccountView("2", "Bartholomew Featherstonehaugh-Cholmondeley", person));
            return pages.show(
                    page,
                    new AccountsPage(
                            page,
                            new ClientView(client, ""),
                            "/accounts/x",
                            "t",
                            accounts,
                            cancel(pages, locale, client)));
        }
    }
}
