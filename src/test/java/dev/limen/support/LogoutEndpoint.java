package dev.limen.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A client's {@code backchannel_logout_uri}: takes logout tokens, and answers as a test wants it. */
public final class LogoutEndpoint implements AutoCloseable {

    private static final String PARAMETER = "logout_token=";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final HttpServer server;
    private volatile int status = 200;
    private volatile boolean silent;

    public LogoutEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/back?of=us";
    }

    /** It answers with this from now on. */
    public LogoutEndpoint answering(int code) {
        status = code;
        return this;
    }

    /** It takes calls from now on, and does not answer them. */
    public LogoutEndpoint silent() {
        silent = true;
        return this;
    }

    /** The logout tokens that came, the first one first. */
    public List<String> received() {
        return List.copyOf(received);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean form = "application/x-www-form-urlencoded"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        received.add(
                form && body.startsWith(PARAMETER)
                        ? URLDecoder.decode(body.substring(PARAMETER.length()), StandardCharsets.UTF_8)
                        : "no logout request: " + body);
        if (silent) {
            await();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void await() {
        try {
            silence.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
