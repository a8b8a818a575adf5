package dev.limen.demo;

import dev.limen.support.Specimen;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

final class DemoSpecimens {

    private DemoSpecimens() {}

    @Singleton
    static final class Home implements Specimen {
        @Override
        public String name() {
            return "demo";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("demo", locale, client);
            return pages.show(
                    page,
                    new DemoHomePage(
                            page, "/demo/sign-in", "/demo/sign-in?prompt=none", "/demo/device", client, person));
        }
    }

    @Singleton
    static final class Received implements Specimen {
        @Override
        public String name() {
            return "demo-tokens";
        }

        @Override
        public Response show(Pages pages, Locale locale, String client, String person) {
            Page page = pages.page("demo", locale, client);
            List<Claim> header = List.of(
                    new Claim("alg", "RS256", ""),
                    new Claim("kid", "bWqjQcO7wKq3VZ7f6o0sWl2u2bYkW1x9i2Jm8sQv0aE", ""),
                    new Claim("typ", "at+jwt", ""));
            List<Claim> claims = List.of(
                    new Claim("iss", "https://login.example.com", ""),
                    new Claim("sub", "5c0e1c36-7c5a-4a35-9a7b-0b6f6b1f3b8e", ""),
                    new Claim("name", person, ""),
                    new Claim("exp", "1785643200", "2026-08-02T04:00:00Z"),
                    new Claim("address", "{\"locality\":\"London\",\"country\":\"United Kingdom\"}", ""),
                    new Claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ", ""));
            List<Claim> answer = List.of(
                    new Claim("token_type", "Bearer", ""),
                    new Claim("expires_in", "300", ""),
                    new Claim(
                            "id_token",
                            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJXcWpRY083d0txM1ZaN2Y2bzBzV2wydTJi".repeat(6),
                            ""));
            return pages.show(
                    page,
                    new DemoTokensPage(
                            page, person, claims, header, claims, claims, answer, "/demo/refresh", "/demo/sign-out"));
        }
    }
}
