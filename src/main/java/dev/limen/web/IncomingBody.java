package dev.limen.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.function.LongPredicate;

/**
 * The body of one request while it comes. It is refused with 413 (RFC 9110, section 15.5.14) beyond the greatest length, also
 * where none was announced; with 408 when it takes too long; with 503 while others have all the memory that there is for bodies;
 * and with 411 where too many of HTTP/2 do not announce their length. A refusal ends the connection, as the rest of the body would follow. Runs on the event loop alone.
 */
final class IncomingBody {

    static final int LENGTH_REQUIRED = 411;

    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final long longest;
    private final LongPredicate hold;
    private final long deadline;
    private final Buffer body = Buffer.buffer();
    private long held;
    private boolean over;

    /** @param hold makes room for so many bytes, or gives it back where the number is negative; false if there is none */
    IncomingBody(RoutingContext context, long longest, LongPredicate hold) {
        this.context = context;
        this.request = context.request();
        this.longest = longest;
        this.hold = hold;
        this.deadline = context.vertx().setTimer(Bodies.PATIENCE.toMillis(), late -> refuse(TIMEOUT));
        context.addEndHandler(ended -> release());
    }

    void takeUntilItsEnd() {
        request.endHandler(end -> goOn());
        take(this::add);
    }

    /** Goes on before the end: the framework wants to stop the request for a moment, which one of HTTP/2 refuses after it. */
    void take(long announced) {
        take(part -> {
            add(part);
            if (body.length() == announced) {
                goOn();
            }
        });
    }

    private void take(Handler<Buffer> handler) {
        request.exceptionHandler(gone -> end());
        if (request.version() != HttpVersion.HTTP_2 && request.headers().contains(HttpHeaders.EXPECT)) {
            context.response().writeContinue();
        }
        request.handler(handler);
        request.resume();
    }

    private void add(Buffer part) {
        if (over) {
            return;
        }
        if (body.length() + part.length() > longest) {
            refuse(TOO_LARGE);
        } else if (!hold.test(part.length())) {
            refuse(UNAVAILABLE);
        } else {
            held += part.length();
            body.appendBuffer(part);
        }
    }

    private void goOn() {
        if (over) {
            return;
        }
        over = true;
        context.vertx().cancelTimer(deadline);
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }

    void refuse(int status) {
        if (over) {
            return;
        }
        end();
        HttpServerResponse response = context.response().setStatusCode(status);
        if (status == UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.end().onComplete(sent -> response.reset());
        } else {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end().onComplete(sent -> request.connection().close());
        }
    }

    private void end() {
        over = true;
        context.vertx().cancelTimer(deadline);
        release();
    }

    private void release() {
        hold.test(-held);
        held = 0;
    }
}
