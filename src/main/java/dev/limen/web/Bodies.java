package dev.limen.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes the body of a request in on the event loop, before the request is given to a thread: whoever sends slowly waits for
 * himself alone, and a thread that has a request never sleeps until the rest of it arrives. See {@link IncomingBody} for what
 * is refused.
 */
@Singleton
final class Bodies {

    /** After the framework has refused what announces too much. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

    private static final Set<HttpMethod> WITHOUT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** For the whole of a body: much for a form, little for who holds a place. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All bodies together may take this part of the heap. */
    private static final int PART = 8;

    private static final int MOST_UNANNOUNCED = 8;

    private final long longest;
    private final long most = Runtime.getRuntime().maxMemory() / PART;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger unannounced = new AtomicInteger();

    Bodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longest) {
        this.longest = longest.asLongValue();
    }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(this::takeIn);
    }

    private void takeIn(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (WITHOUT.contains(request.method()) || request.isEnded()) {
            context.next();
            return;
        }
        OptionalLong announced = announced(request);
        if (request.version() != HttpVersion.HTTP_2) {
            new IncomingBody(context, longest, this::hold).takeUntilItsEnd();
        } else if (announced.isEmpty()) {
            leaveToItsThread(context);
        } else if (announced.getAsLong() == 0) {
            context.next();
        } else {
            new IncomingBody(context, longest, this::hold).take(announced.getAsLong());
        }
    }

    /**
     * The framework cannot go on with a request of HTTP/2 that has ended, so one that does not say how much comes, mostly none, is
     * read on its thread. Only a few may hold theirs that way.
     */
    private void leaveToItsThread(RoutingContext context) {
        if (unannounced.incrementAndGet() > MOST_UNANNOUNCED) {
            unannounced.decrementAndGet();
            new IncomingBody(context, longest, this::hold).refuse(IncomingBody.LENGTH_REQUIRED);
            return;
        }
        context.addEndHandler(ended -> unannounced.decrementAndGet());
        context.next();
    }

    /** Makes room for so many bytes, or gives it back where the number is negative; false if there is none. */
    private boolean hold(long bytes) {
        if (held.addAndGet(bytes) <= most || bytes <= 0) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    private static OptionalLong announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
