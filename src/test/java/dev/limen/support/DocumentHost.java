package dev.limen.support;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.limen.client.CertificatesProfile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A host on a loopback address that publishes the document of one client, and counts how often it is asked. */
public final class DocumentHost implements AutoCloseable {

    private final HttpsServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> headers =
            new TreeMap<>(Map.of("Content-Type", "application/json", "Cache-Control", "max-age=300"));
    private volatile int status = 200;
    private volatile String document;

    public DocumentHost() {
        try {
            Authority authority = CertificatesProfile.authority();
            server = HttpsServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
            server.setHttpsConfigurator(
                    new HttpsConfigurator(authority.server("127.0.0.1").tls(authority.certificate())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        publish(Map.of());
    }

    /** The host with its port. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String clientId() {
        return "https://" + authority() + "/client.json";
    }

    /** Describes a public client with these members beside the usual ones. */
    public void publish(Map<String, ?> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("client_id", clientId());
        members.put("client_name", "Assistant");
        members.put("redirect_uris", List.of("https://assistant.example.com/callback"));
        members.put("grant_types", List.of("authorization_code", "refresh_token"));
        members.put("token_endpoint_auth_method", "none");
        members.putAll(more);
        document = new JsonObject(members).encode();
    }

    public void answer(String body) {
        document = body;
    }

    public void status(int code) {
        status = code;
    }

    public void header(String name, String value) {
        headers.put(name, value);
    }

    public int asked() {
        return asked.get();
    }

    /** The client, as one without a secret. */
    public RelyingParty client() {
        return RelyingParty.registered(Provider.uri(), clientId(), null, "https://assistant.example.com/callback");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
