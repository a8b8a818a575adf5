package dev.limen.authorize;

import dev.limen.issuance.ByName;
import dev.limen.issuance.ResponseMode;
import dev.limen.issuance.ResponseMode.Delivery;
import dev.limen.web.HiddenField;
import dev.limen.web.Locales;
import dev.limen.web.Page;
import dev.limen.web.Pages;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Brings an authorization response to the client, through the browser. */
@ApplicationScoped
class Responder {

    private final ByName<ResponseMode> modes;
    private final Pages pages;
    private final Locales locales;

    Responder(@All List<ResponseMode> modes, Pages pages, Locales locales) {
        this.modes = new ByName<>(modes, ResponseMode::name);
        this.pages = pages;
        this.locales = locales;
    }

    Response deliver(Outcome.Respond answer, HttpHeaders headers) {
        Target target = answer.target();
        Delivery delivery = modes.find(target.mode()).orElseThrow().deliver(target.redirectUri(), answer.parameters());
        return switch (delivery) {
            // RFC 9700, section 4.12: 303 and never 307, which would carry a form on to the client
            case Delivery.Redirect redirect ->
                Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, redirect.location())
                        .build();
            case Delivery.Post post -> form(post, target, headers);
        };
    }

    private Response form(Delivery.Post post, Target target, HttpHeaders headers) {
        Locale locale = locales.choose(target.uiLocales(), headers);
        Page page = pages.page("form-post", locale, pages.texts(locale).formPostTitle());
        List<HiddenField> fields = post.fields().entrySet().stream()
                .map(field -> new HiddenField(field.getKey(), field.getValue()))
                .toList();
        return pages.show(
                page,
                new FormPostPage(page, post.action(), fields, target.client().displayName(locale)));
    }
}
