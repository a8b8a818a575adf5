package dev.limen.client;

/**
 * The document of a client has to be loaded before the request can be judged. As with {@link KeysNeededException}, it ends the
 * transaction, and {@link ClientRequests} loads it and begins again.
 */
final class DocumentNeededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String clientId;

    DocumentNeededException(String clientId) {
        super("the document of a client is needed", null, false, false);
        this.clientId = clientId;
    }

    String clientId() {
        return clientId;
    }
}
