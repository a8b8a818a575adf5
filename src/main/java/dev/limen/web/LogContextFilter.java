package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import org.jboss.logging.MDC;

/**
 * Gives each request its {@link ReferenceId}, and the logging context the id and the sender's address: keys
 * {@code reference} and {@code address}. The context belongs to the request and ends with it.
 */
@Provider
@PreMatching
@Priority(1)
final class LogContextFilter implements ContainerRequestFilter {

    private final ClientAddress address;
    private final SecureRandom random = new SecureRandom();

    LogContextFilter(ClientAddress address) {
        this.address = address;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String reference = ReferenceId.next(random);
        ReferenceId.mark(request, reference);
        MDC.put("reference", reference);
        MDC.put("address", address.current());
    }
}
