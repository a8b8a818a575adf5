package dev.limen.discovery;

import dev.limen.config.LimenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.Optional;

/** Answers with a prepared document: cacheable, revalidated by its entity tag, readable for every origin. */
@ApplicationScoped
class PublicDocument {

    private final String cacheControl;

    PublicDocument(LimenConfig config) {
        this.cacheControl = "public, max-age=" + config.keys().jwksMaxAge().toSeconds();
    }

    /** 200 with the document, or 304 to whoever has it already (RFC 9110, section 13.1.2). */
    Response answer(Prepared document, HttpHeaders headers) {
        List<String> known = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                .orElse(List.of());
        ResponseBuilder answer = document.isKnownTo(known)
                ? Response.notModified()
                : Response.ok(document.bytes(), MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.ETAG, document.tag())
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header("Access-Control-Expose-Headers", HttpHeaders.ETAG)
                .build();
    }

    /** Answers a preflight request; there is nothing here that a script may not read or send. */
    static Response preflight() {
        return Response.noContent()
                .header("Allow", "GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "*")
                .header("Access-Control-Max-Age", "86400")
                .build();
    }
}
