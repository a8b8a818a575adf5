package dev.limen.web;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a failure into the shape of its channel: a page, the JSON of RFC 6749 5.2, or the header of RFC 6750 3. */
@ApplicationScoped
class ErrorAnswers {

    private static final String BASIC = "Basic realm=\"limen\", charset=\"UTF-8\"";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final ErrorPages pages;
    private final ChannelHeaders headers;

    ErrorAnswers(ErrorPages pages, ChannelHeaders headers) {
        this.pages = pages;
        this.headers = headers;
    }

    /** A refusal by a rule of the protocol. */
    Response refused(OAuthError error, ContainerRequestContext request, String reference) {
        Channel channel = Channel.of(request);
        if (channel == Channel.FRONT) {
            return pages.refused(error, request, reference);
        }
        ErrorCode code = error.code();
        int status = channel == Channel.API ? code.resourceStatus() : code.status();
        ResponseBuilder answer = json(status, code.wire(), error.description());
        challenge(channel, error, request, answer);
        return finished(channel, request, answer);
    }

    /** A refusal that only a person can read. */
    Response page(PageFault fault, ContainerRequestContext request, String reference) {
        return pages.fault(fault, request, reference);
    }

    /** An HTTP refusal of the framework; headers that belong to it, such as {@code Allow}, stay. */
    Response http(Response refusal, ContainerRequestContext request, String reference) {
        int status = refusal.getStatus();
        Channel channel = Channel.of(request);
        if (channel == Channel.FRONT) {
            return pages.http(status, request, reference);
        }
        ResponseBuilder answer = json(status, ErrorCode.INVALID_REQUEST.wire(), phrase(refusal, status));
        copy(refusal, HttpHeaders.ALLOW, answer);
        copy(refusal, HttpHeaders.RETRY_AFTER, answer);
        if (channel == Channel.API && status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, Challenge.unauthenticated());
        }
        return finished(channel, request, answer);
    }

    /** A failure of ours. */
    Response fault(PageFault fault, ErrorCode code, ContainerRequestContext request, String reference) {
        Channel channel = Channel.of(request);
        if (channel == Channel.FRONT) {
            return pages.fault(fault, request, reference);
        }
        String description = fault == PageFault.UNAVAILABLE ? "try again shortly" : "an unexpected failure";
        ResponseBuilder answer = json(code.status(), code.wire(), description + "; reference " + reference);
        return finished(channel, request, answer);
    }

    private static void challenge(
            Channel channel, OAuthError error, ContainerRequestContext request, ResponseBuilder answer) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (channel == Channel.API) {
            if (!error.code().concernsRegistration()) {
                answer.header(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(error, authorization));
            }
        } else if (error.code().status() == 401 && authorization != null) {
            // RFC 6749, section 5.2: answer with the scheme that the client used
            answer.header(HttpHeaders.WWW_AUTHENTICATE, BASIC);
        }
    }

    private Response finished(Channel channel, ContainerRequestContext request, ResponseBuilder answer) {
        Response response = answer.build();
        if (response.getStatus() == 503 && !response.getHeaders().containsKey(HttpHeaders.RETRY_AFTER)) {
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        headers.put(channel, request, response.getHeaders());
        return response;
    }

    private static ResponseBuilder json(int status, String code, String description) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    }

    private static String phrase(Response refusal, int status) {
        Response.StatusType info = refusal.getStatusInfo();
        return info.getReasonPhrase().isEmpty() ? "HTTP " + status : info.getReasonPhrase();
    }

    private static void copy(Response from, String header, ResponseBuilder to) {
        Object value = from.getHeaders().getFirst(header);
        if (value != null) {
            to.header(header, value);
        }
    }
}
