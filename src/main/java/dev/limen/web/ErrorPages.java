package dev.limen.web;

import dev.limen.protocol.OAuthError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/** Builds the error page in the person's language. */
@ApplicationScoped
class ErrorPages {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final Pages pages;
    private final Locales locales;
    private final ChannelHeaders headers;

    ErrorPages(Pages pages, Locales locales, ChannelHeaders headers) {
        this.pages = pages;
        this.locales = locales;
        this.headers = headers;
    }

    /** A request that cannot be answered to the client that sent it: with the words for its developer. */
    Response refused(OAuthError error, ContainerRequestContext request, String reference) {
        Locale locale = locale(request);
        FaultTexts texts = FaultTexts.of(error, pages.texts(locale));
        Optional<OAuthError> shown =
                Optional.of(error).filter(e -> PageFault.of(e).ofApplication());
        return answer(status(error), locale, texts, request, reference, shown);
    }

    Response fault(PageFault fault, ContainerRequestContext request, String reference) {
        Locale locale = locale(request);
        FaultTexts texts = FaultTexts.of(fault, pages.texts(locale));
        return answer(fault.status().getStatusCode(), locale, texts, request, reference, Optional.empty());
    }

    Response http(int status, ContainerRequestContext request, String reference) {
        Locale locale = locale(request);
        FaultTexts texts = FaultTexts.of(PageFault.of(status), pages.texts(locale));
        return answer(status, locale, texts, request, reference, Optional.empty());
    }

    /** RFC 9110, section 15.5.2: a 401 must name a scheme by which the browser could authenticate, and there is none. */
    private static int status(OAuthError error) {
        int status = error.code().status();
        return status == 401 ? 400 : status;
    }

    private Response answer(
            int status,
            Locale locale,
            FaultTexts texts,
            ContainerRequestContext request,
            String reference,
            Optional<OAuthError> error) {
        Page page = pages.page("error", locale, texts.title());
        String code = error.map(e -> e.code().wire()).orElse("");
        String description = error.map(OAuthError::description).orElse("");
        ErrorPage content =
                new ErrorPage(page, texts.title(), texts.explanation(), texts.advice(), code, description, reference);
        Response response = pages.showWithoutForms(status, page, content);
        if (status == 503) {
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        headers.put(Channel.FRONT, request, response.getHeaders());
        return response;
    }

    private Locale locale(ContainerRequestContext request) {
        String asked = request.getUriInfo().getQueryParameters().getFirst("ui_locales");
        return locales.choose(Optional.ofNullable(asked), request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
