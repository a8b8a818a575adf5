package dev.limen.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;

/** The kind of endpoint that a request has reached; it decides the headers of the answer and the shape of a failure. */
enum Channel {
    FRONT,
    BACK,
    PUBLIC,
    API;

    private static final String PROPERTY = "limen.channel";

    /** Remembers this channel with the request, so that a failure finds it. */
    void mark(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /**
     * The channel of a request. Where no resource method was matched (404, 405, 415), no filter has marked it: then whoever
     * asks for HTML is a person, and whoever does not is a program.
     */
    static Channel of(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof Channel channel) {
            return channel;
        }
        return wantsHtml(request) ? FRONT : BACK;
    }

    private static boolean wantsHtml(ContainerRequestContext request) {
        String accept = request.getHeaderString("Accept");
        return accept != null && accept.contains(MediaType.TEXT_HTML);
    }
}
