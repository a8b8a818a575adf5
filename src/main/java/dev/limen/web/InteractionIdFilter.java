package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.MDC;

/**
 * Gives the {@code x-fapi-interaction-id} of a request back with its answer, whatever that is, and to its log lines; a new one
 * where there is none (FAPI 2.0 Implementation and Deployment Advice, "HTTP Headers"). What is no UUID counts as none.
 */
@Provider
@Api
@Priority(ChannelFilter.FIRST)
final class InteractionIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String HEADER = "x-fapi-interaction-id";
    private static final String PROPERTY = "limen.interaction-id";
    private static final int LENGTH = 36;

    @Override
    public void filter(ContainerRequestContext request) {
        String id = Optional.ofNullable(request.getHeaderString(HEADER))
                .filter(InteractionIdFilter::isUuid)
                .orElseGet(() -> UUID.randomUUID().toString());
        request.setProperty(PROPERTY, id);
        MDC.put("interaction", id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }

    private static boolean isUuid(String value) {
        try {
            return value.length() == LENGTH && UUID.fromString(value).toString().equalsIgnoreCase(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
