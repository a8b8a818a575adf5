package dev.limen.consent;

import dev.limen.interaction.FieldView;
import dev.limen.interaction.PartView;
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

@Singleton
final class ConsentSpecimen implements Specimen {

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public Response show(Pages pages, Locale locale, String client, String person) {
        Messages texts = pages.texts(locale);
        Page page = pages.page("consent", locale, texts.consentTitle(client));
        List<PermissionView> permissions = List.of(
                new PermissionView(texts.scopeProfile(), ""),
                new PermissionView(texts.scopeEmail(), ""),
                new PermissionView("Read the reports of " + client, "https://api.example.com"),
                new PermissionView(texts.scopeOfflineAccess(), ""),
                new PermissionView(
                        "",
                        "",
                        List.of(
                                new PartView("Pay ", false),
                                new PartView("123.50 EUR", true),
                                new PartView(" to ", false),
                                new PartView(client, true)),
                        List.of(
                                new FieldView("type", "payment_initiation"),
                                new FieldView("instructedAmount", "currency: EUR, amount: 123.50"),
                                new FieldView("creditorName", client))));
        return pages.show(
                page,
                new ConsentPage(
                        page,
                        new ClientView(client, ""),
                        "/consent/x",
                        "t",
                        person,
                        permissions,
                        "app.example.com",
                        new LinksView("https://app.example.com/privacy", "https://app.example.com/terms"),
                        true));
    }
}
