package dev.limen.client;

import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The keys of a client have to be loaded before the request can be judged. It ends the transaction, so that no database
 * connection waits for a stranger's host; {@link ClientRequests} loads the keys and begins again.
 */
final class KeysNeededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient URI uri;
    private final transient Predicate<Map<?, ?>> wanted;

    KeysNeededException(URI uri, Predicate<Map<?, ?>> wanted) {
        super("the keys at the jwks_uri of a client are needed", null, false, false);
        this.uri = uri;
        this.wanted = wanted;
    }

    URI uri() {
        return uri;
    }

    Predicate<Map<?, ?>> wanted() {
        return wanted;
    }
}
