package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/**
 * Gives each request its {@link ReferenceId}, and the logging context the id and the sender's address: keys
 * {@code reference} and {@code address}. The context belongs to the request and ends with it.
 *
 * <p>A filter is made while the program is built, so it must not hold a source of randomness: its seed would be in the
 * executable. The id of a request is no secret, and the thread's own generator will do.
 */
@Provider
@PreMatching
@Priority(1)
final class LogContextFilter implements ContainerRequestFilter {

    private final ClientAddress address;

    LogContextFilter(ClientAddress address) {
        this.address = address;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String reference = ReferenceId.next(ThreadLocalRandom.current());
        ReferenceId.mark(request, reference);
        MDC.put("reference", reference);
        MDC.put("address", address.current());
    }
}
