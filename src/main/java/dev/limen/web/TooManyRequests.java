package dev.limen.web;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The refusal of what is asked for too often (RFC 6585, section 4); OAuth has no error code for it. */
public final class TooManyRequests {

    private static final int STATUS = 429;

    private TooManyRequests() {}

    /** Says when it makes sense to ask again. */
    public static ClientErrorException until(Duration retryAfter) {
        return new ClientErrorException(Response.status(STATUS)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build());
    }
}
