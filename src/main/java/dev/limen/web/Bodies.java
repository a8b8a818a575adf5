package dev.limen.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes the body of a request in on the event loop, before the request is given to a thread: whoever sends slowly waits for
 * himself alone, and a thread that has a request never sleeps until the rest of it arrives. What is longer than
 * {@code quarkus.http.limits.max-body-size} is refused with 413, also where no length was announced.
 *
 * <p>A body of HTTP/2 that does not announce its length is left to the thread, as the framework cannot take one that has
 * ended; no browser and no usual library sends a form so.
 */
@Singleton
final class Bodies {

    /** After the framework has refused what announces too much. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

    private static final Set<HttpMethod> WITHOUT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int TOO_LARGE = 413;

    private final long longest;

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
        boolean second = request.version() == HttpVersion.HTTP_2;
        if (second && announced.orElse(0) == 0) {
            context.next();
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > longest) {
                refuse(context);
            } else if (second && body.length() == announced.getAsLong()) {
                // before its end: the framework wants to stop the request for a moment, which one of HTTP/2 refuses
                // then
                goOn(context, body);
            }
        });
        request.endHandler(end -> {
            if (!second) {
                goOn(context, body);
            }
        });
        request.exceptionHandler(context::fail);
        request.resume();
    }

    private static OptionalLong announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static void goOn(RoutingContext context, Buffer body) {
        if (!context.response().ended()) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    /** The rest is not read, so nothing else can come over this connection. */
    private static void refuse(RoutingContext context) {
        context.request().handler(rest -> {});
        if (context.response().ended()) {
            return;
        }
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response().setStatusCode(TOO_LARGE).end();
    }
}
