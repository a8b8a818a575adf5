package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** The filter behind {@link EveryOrigin}. */
@Provider
@EveryOrigin
@Priority(ChannelFilter.FIRST)
final class EveryOriginFilter implements ContainerRequestFilter {

    private static final String PROPERTY = "limen.every-origin";

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, true);
    }

    static boolean marked(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) != null;
    }
}
