package dev.limen.outbound;

import dev.limen.outbound.OutboundException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.TrustManagerFactory;

/**
 * One request and its answer, over a connection of its own to an address that was checked. The certificate must be that
 * of the host's name all the same. No redirection is followed, no proxy asked, no cookie kept.
 */
final class HttpExchange {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int MAX_HEADERS = 8 * 1024;
    private static final int MAX_ADDRESSES = 3;

    private final HttpClient client;

    HttpExchange(Vertx vertx, TrustManagerFactory authorities) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(HostBudgets.CALLS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setVerifyHost(true)
                .setTrustOptions(TrustOptions.wrap(authorities)));
    }

    OutboundAnswer run(OutboundRequest request, Target target, List<InetAddress> addresses, Deadline deadline)
            throws OutboundException {
        HttpClientRequest connected = connect(request, target, addresses, deadline);
        request.headers().forEach(connected::putHeader);
        connected.putHeader("User-Agent", "Limen").putHeader("Accept-Encoding", "identity");
        // who reads is there before anything is sent: a quick answer would be over before a later one
        Future<OutboundAnswer> answer =
                connected.response().compose(response -> read(response, target, request.maxBytes()));
        connected.send(Buffer.buffer(request.body()));
        try {
            return await(answer, target, deadline);
        } catch (OutboundException e) {
            connected.reset();
            throw e;
        }
    }

    /** Tries the addresses one after the other; nothing has been sent to those that did not take the connection. */
    private HttpClientRequest connect(
            OutboundRequest request, Target target, List<InetAddress> addresses, Deadline deadline)
            throws OutboundException {
        Iterator<InetAddress> left = addresses.stream().limit(MAX_ADDRESSES).iterator();
        while (true) {
            Future<HttpClientRequest> connection = client.request(options(request, target, left.next()));
            try {
                return await(connection, target, deadline);
            } catch (OutboundException e) {
                connection.onSuccess(HttpClientRequest::reset);
                if (!left.hasNext() || deadline.millisLeft() == 0) {
                    throw e;
                }
            }
        }
    }

    private static RequestOptions options(OutboundRequest request, Target target, InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.authorityHost())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.request())
                .setFollowRedirects(false);
    }

    private static Future<OutboundAnswer> read(HttpClientResponse response, Target target, int maxBytes) {
        Promise<OutboundAnswer> answer = Promise.promise();
        response.exceptionHandler(answer::tryFail);
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            return Future.failedFuture(new OutboundException(Reason.REDIRECTED, target + " answered " + status));
        }
        Buffer body = Buffer.buffer();
        response.endHandler(end -> answer.tryComplete(new OutboundAnswer(status, headers(response), body.getBytes())));
        response.handler(part -> {
            if (body.length() + part.length() <= maxBytes) {
                body.appendBuffer(part);
            } else if (answer.tryFail(new OutboundException(
                    Reason.TOO_LARGE, target + " answered with more than " + maxBytes + " bytes"))) {
                response.request().reset();
            }
        });
        return answer.future();
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach((name, value) ->
                        headers.merge(name.toLowerCase(Locale.ROOT), value, (one, more) -> one + ", " + more));
        return headers;
    }

    private static <T> T await(Future<T> future, Target target, Deadline deadline) throws OutboundException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OutboundException known ? known : unreachable(target, e.getCause());
        } catch (TimeoutException e) {
            throw new OutboundException(Reason.TIMED_OUT, target + " took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.BUSY, "interrupted");
        }
    }

    /** The library's own words may quote what the host sent; its class says enough. */
    private static OutboundException unreachable(Target target, Throwable cause) {
        return new OutboundException(
                Reason.UNREACHABLE,
                target + " cannot be called: " + cause.getClass().getSimpleName());
    }

    void close() {
        client.close();
    }
}
