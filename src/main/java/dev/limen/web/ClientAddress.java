package dev.limen.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where a request comes from. Forwarding headers count only when the operator has switched proxy address forwarding on for
 * trusted proxies ({@code quarkus.http.proxy.*}); otherwise it is the peer of the connection, whatever the headers say.
 */
@ApplicationScoped
public class ClientAddress {

    private final CurrentVertxRequest request;

    ClientAddress(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The address of the current request's sender, in its textual form. */
    public String current() {
        var peer = request.getCurrent().request().remoteAddress();
        return peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
    }
}
