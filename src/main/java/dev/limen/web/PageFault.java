package dev.limen.web;

import dev.limen.protocol.OAuthError;
import jakarta.ws.rs.core.Response.Status;

/** What can stop a person on the way, each with its HTTP status; {@link FaultTexts} has the words. */
public enum PageFault {
    /** The stored step is gone: too old, or finished already. */
    EXPIRED(Status.BAD_REQUEST),
    /** The step was begun in another browser. */
    OTHER_BROWSER(Status.BAD_REQUEST),
    /** The form was not sent from our own page. */
    FORGED(Status.FORBIDDEN),
    /** The application asked for something that cannot be answered to it. */
    BAD_REQUEST(Status.BAD_REQUEST),
    NOT_FOUND(Status.NOT_FOUND),
    METHOD_NOT_ALLOWED(Status.METHOD_NOT_ALLOWED),
    /** Something that the provider needs is away for the moment. */
    UNAVAILABLE(Status.SERVICE_UNAVAILABLE),
    INTERNAL(Status.INTERNAL_SERVER_ERROR);

    private final Status status;

    PageFault(Status status) {
        this.status = status;
    }

    Status status() {
        return status;
    }

    /** The fault that a protocol error names by its message key. */
    static PageFault of(OAuthError error) {
        return switch (error.messageKey()) {
            case "interaction_expired" -> EXPIRED;
            case "interaction_other_browser" -> OTHER_BROWSER;
            default -> of(error.code().status() == 503 ? 503 : 400);
        };
    }

    /** Whether only the application's developer can mend it, so that the page shows the protocol's own words as well. */
    boolean ofApplication() {
        return this == BAD_REQUEST;
    }

    /** The fault that tells an HTTP status to a person. */
    static PageFault of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 429, 503 -> UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }
}
