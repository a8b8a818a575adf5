package dev.limen.web;

import dev.limen.support.Specimen;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

@Singleton
final class ErrorSpecimen implements Specimen {

    @Override
    public String name() {
        return "error";
    }

    @Override
    public Response show(Pages pages, Locale locale, String client, String person) {
        FaultTexts texts = FaultTexts.of(PageFault.BAD_REQUEST, pages.texts(locale));
        Page page = pages.page("error", locale, texts.title());
        return pages.showWithoutForms(
                400,
                page,
                new ErrorPage(
                        page,
                        texts.title(),
                        texts.explanation(),
                        texts.advice(),
                        "invalid_request",
                        "redirect_uri is not registered: " + client,
                        "7K2QD-M4XWZ"));
    }
}
