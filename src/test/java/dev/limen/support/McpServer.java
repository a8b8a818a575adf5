package dev.limen.support;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The resource server's part of the authorization of MCP: it says where its metadata are (RFC 9728), and takes tokens of the
 * provider that are for itself and for the scope {@code mcp:tools}, which it verifies with the published keys.
 */
public final class McpServer implements AutoCloseable {

    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    private final HttpServer server;
    private final URI issuer;

    public McpServer(URI issuer) {
        this.issuer = issuer;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/mcp", this::call);
        server.createContext(
                METADATA,
                exchange -> answer(
                        exchange,
                        200,
                        Map.of(
                                "resource", url().toString(),
                                "authorization_servers", List.of(issuer.toString()),
                                "scopes_supported", List.of("mcp:tools"),
                                "bearer_methods_supported", List.of("header"))));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** The address of the server, which is its resource identifier (RFC 8707). */
    public URI url() {
        return base().resolve("/mcp");
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void call(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String challenge = "Bearer resource_metadata=\"" + base() + METADATA + "\", scope=\"mcp:tools\"";
        if (header == null) {
            refuse(exchange, 401, challenge);
            return;
        }
        try {
            JWTClaimsSet claims = verify(header.replaceFirst("^Bearer ", ""));
            if (!List.of(claims.getStringClaim("scope").split(" ")).contains("mcp:tools")) {
                refuse(exchange, 403, challenge + ", error=\"insufficient_scope\"");
                return;
            }
            answer(exchange, 200, Map.of("tools", List.of("weather"), "for", claims.getSubject()));
        } catch (Exception e) {
            refuse(exchange, 401, challenge + ", error=\"invalid_token\"");
        }
    }

    /** RFC 9068, section 4: type, signature, issuer, and an audience that is this server. */
    private JWTClaimsSet verify(String token) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                JWKSourceBuilder.create(issuer.resolve("/jwks").toURL()).build()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                url().toString(),
                new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                Set.of("sub", "exp", "client_id", "jti")));
        return processor.process(token, null);
    }

    private static void refuse(HttpExchange exchange, int status, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        answer(exchange, status, Map.of());
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = new JsonObject(body).encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
