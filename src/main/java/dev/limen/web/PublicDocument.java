package dev.limen.web;

import dev.limen.config.LimenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers with a prepared document: cacheable, revalidated by its entity tag, readable for every origin. */
@ApplicationScoped
public class PublicDocument {

    private final String cacheControl;

    PublicDocument(LimenConfig config) {
        this.cacheControl = "public, max-age=" + config.keys().jwksMaxAge().toSeconds();
    }

    /** 200 with the document, or 304 to whoever has it already (RFC 9110, section 13.1.2). */
    public Response answer(Prepared document, HttpHeaders headers) {
        return answer(document, MediaType.APPLICATION_JSON_TYPE, cacheControl, headers);
    }

    /** As {@link #answer(Prepared, HttpHeaders)}, for another kind of document that may be kept for another time. */
    public Response answer(Prepared document, MediaType type, Duration maxAge, HttpHeaders headers) {
        return answer(document, type, "public, max-age=" + maxAge.toSeconds(), headers);
    }

    private static Response answer(Prepared document, MediaType type, String cacheControl, HttpHeaders headers) {
        List<String> known = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                .orElse(List.of());
        ResponseBuilder answer =
                document.isKnownTo(known) ? Response.notModified() : Response.ok(document.bytes(), type);
        return answer.header(HttpHeaders.ETAG, document.tag())
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header("Access-Control-Expose-Headers", HttpHeaders.ETAG)
                .build();
    }

    /** Answers a preflight request; there is nothing here that a script may not read or send. */
    public static Response preflight() {
        return Response.noContent()
                .header("Allow", "GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "*")
                .header("Access-Control-Max-Age", "86400")
                .build();
    }
}
