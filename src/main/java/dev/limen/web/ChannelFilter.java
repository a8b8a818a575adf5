package dev.limen.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Marks a request with its channel on the way in, and puts that channel's headers on the answer on the way out. */
abstract class ChannelFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** Before every other filter, since they may fail as well. */
    static final int FIRST = 100;

    private final Channel channel;
    private final ChannelHeaders headers;

    ChannelFilter(Channel channel, ChannelHeaders headers) {
        this.channel = channel;
        this.headers = headers;
    }

    @Override
    public final void filter(ContainerRequestContext request) {
        channel.mark(request);
    }

    @Override
    public final void filter(ContainerRequestContext request, ContainerResponseContext response) {
        headers.put(channel, request, response.getHeaders());
    }
}
