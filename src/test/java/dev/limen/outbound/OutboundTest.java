package dev.limen.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.limen.outbound.OutboundException.Reason;
import dev.limen.support.Authority;
import dev.limen.support.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S31, against real servers on loopback addresses. */
class OutboundTest {

    private static final String NAME = "keys.example.test";
    private static final Authority AUTHORITY = Authority.named("Limen Test CA");
    private static final int MAX = 10_000;

    private static Vertx vertx;
    private static Path trust;

    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<Outbound> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Map<String, String> names = new ConcurrentHashMap<>(Map.of(NAME, "127.0.0.1"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void begin(@TempDir Path directory) throws IOException {
        vertx = Vertx.vertx();
        trust = Files.writeString(directory.resolve("ca.pem"), Authority.pem(AUTHORITY.certificate()));
    }

    @AfterAll
    static void end() {
        vertx.close();
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
        clients.forEach(Outbound::close);
    }

    @Test
    void callsWhatTheOperatorAllows() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, "{\"keys\":[]}"));
        OutboundAnswer answer = outbound(NAME).send(get("https://" + NAME + ":" + port + "/a/b?c=d"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"keys\":[]}");
        assertThat(answer.header("x-path")).contains("/a/b?c=d");
        assertThat(answer.toString()).doesNotContain("keys");
        assertThat(registry.counter("limen.outbound.calls", "outcome", "answered")
                        .count())
                .isEqualTo(1);
    }

    /** The connection goes to the address that was checked; name and certificate are the host's all the same. */
    @Test
    void connectsToTheCheckedAddressUnderTheHostsName() throws Exception {
        CompletableFuture<String> sni = new CompletableFuture<>();
        CompletableFuture<String> host = new CompletableFuture<>();
        int port = https(NAME, exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            sni.complete(session.getRequestedServerNames().toString());
            host.complete(exchange.getRequestHeaders().getFirst("Host"));
            answer(exchange, 200, "");
        });
        outbound(NAME).send(get("https://" + NAME + ":" + port + "/"));
        assertThat(sni.get()).contains(NAME);
        assertThat(host.get()).isEqualTo(NAME + ":" + port);
    }

    /** DNS rebinding: a name that is public when it is checked and private when it is called. */
    @Test
    void asksTheNameServiceOnceForEachCall() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, ""));
        Outbound outbound = outbound(List.of("127.0.0.1/32"), host ->
                new InetAddress[] {InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")});
        outbound.send(get("https://" + NAME + ":" + port + "/"));
        assertThat(lookups).hasValue(1);
        assertThat(refused(outbound, "https://" + NAME + ":" + port + "/")).isEqualTo(Reason.REFUSED);
        assertThat(reached).hasValue(1);
    }

    @Test
    void passesOverTheAddressesThatAreForbidden() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, ""));
        Outbound outbound = outbound(List.of("127.0.0.1"), host -> new InetAddress[] {
            InetAddress.getByName("::1"), InetAddress.getByName("10.0.0.1"), InetAddress.getByName("127.0.0.1")
        });
        assertThat(outbound.send(get("https://" + NAME + ":" + port + "/")).status())
                .isEqualTo(200);
    }

    @Test
    void triesTheNextAddressWhereNobodyListens() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, ""));
        Outbound outbound = outbound(List.of("127.0.0.0/8"), host ->
                new InetAddress[] {InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")});
        assertThat(outbound.send(get("https://" + NAME + ":" + port + "/")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "https://127.1:%d/",
                "https://2130706433:%d/",
                "https://0.0.0.0:%d/",
                "https://localhost:%d/",
                "https://LOCALHOST:%d/",
                "https://[::1]:%d/",
                "https://[::ffff:127.0.0.1]:%d/",
                "https://[::ffff:7f00:1]:%d/",
                "https://keys.example.test:%d/",
                "https://KEYS.example.test:%d/",
                "http://keys.example.test:%d/",
                "http://8.8.8.8:%d/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[fe80::1%%25lo]:%d/",
                "https://user@keys.example.test:%d/",
                "https://keys.example.test:%d/#fragment",
                "https://keys.example.test:99999/",
                "ftp://keys.example.test:%d/",
                "file:///etc/passwd",
                "jar:https://keys.example.test!/",
                "https:keys",
                "/relative"
            })
    void refusesWhatTheOperatorDoesNotAllow(String address) throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, ""));
        names.put("localhost", "127.0.0.1");
        URI uri = URI.create(address.contains("%d") || address.contains("%%") ? address.formatted(port) : address);
        assertThat(refused(outbound(List.of(), this::resolve), uri.toString())).isEqualTo(Reason.REFUSED);
        assertThat(reached).hasValue(0);
    }

    @Test
    void speaksWithoutTlsOnlyWhereTheOperatorAllowsTheHost() throws Exception {
        int port = http(exchange -> answer(exchange, 200, ""));
        assertThat(outbound(NAME).send(get("http://" + NAME + ":" + port + "/")).status())
                .isEqualTo(200);
        assertThat(outbound("127.0.0.0/8")
                        .send(get("http://" + NAME + ":" + port + "/"))
                        .status())
                .isEqualTo(200);
        assertThat(refused(outbound("other.example.test"), "http://" + NAME + ":" + port + "/"))
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void wantsACertificateOfTheHostsName() throws Exception {
        int port = https("other.example.test", exchange -> answer(exchange, 200, ""));
        assertThat(refused(outbound(NAME), "https://" + NAME + ":" + port + "/"))
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(reached).hasValue(0);
    }

    @Test
    void wantsACertificateOfAKnownAuthority() throws Exception {
        int port = https(Authority.named("Nobody's CA").server(NAME), exchange -> answer(exchange, 200, ""));
        assertThat(refused(outbound(NAME), "https://" + NAME + ":" + port + "/"))
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(reached).hasValue(0);
    }

    @Test
    void keepsTheAuthoritiesOfThePlatform() {
        assertThat(Authorities.of(Optional.of(trust)).getTrustManagers()).hasSize(1);
        int platform = accepted(Optional.empty());
        assertThat(accepted(Optional.of(trust))).isEqualTo(platform + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirection(int status) throws Exception {
        int port = https(NAME, exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, status, "");
        });
        assertThat(refused(outbound(NAME), "https://" + NAME + ":" + port + "/"))
                .isEqualTo(Reason.REDIRECTED);
        assertThat(reached).hasValue(1);
    }

    @Test
    void readsNoMoreThanItIsTold() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, "x".repeat(MAX)));
        int larger = https(NAME, exchange -> answer(exchange, 200, "x".repeat(MAX + 1)));
        int endless = https(NAME, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[4096]);
                }
            }
        });
        assertThat(outbound(NAME)
                        .send(get("https://" + NAME + ":" + port + "/"))
                        .body())
                .hasSize(MAX);
        assertThat(refused(outbound(NAME), "https://" + NAME + ":" + larger + "/"))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refused(outbound(NAME), "https://" + NAME + ":" + endless + "/"))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void takesNoCompressedBomb() throws Exception {
        int port = https(NAME, exchange -> {
            exchange.getResponseHeaders()
                    .set("X-Asked", exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "as it came");
        });
        OutboundAnswer answer = outbound(NAME).send(get("https://" + NAME + ":" + port + "/"));
        assertThat(answer.header("x-asked")).contains("identity");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("as it came");
    }

    /** Hosts that take the connection and then answer drop by drop, or never, or not even greet. */
    @Test
    void waitsNoLongerThanItsTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                ServerSocket dripping = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            drip(dripping);
            Duration longest = Duration.ofMillis(600);
            Outbound outbound = outbound(List.of(NAME), this::resolve, longest);
            for (String address : List.of(
                    "https://" + NAME + ":" + silent.getLocalPort() + "/",
                    "http://" + NAME + ":" + silent.getLocalPort() + "/",
                    "http://" + NAME + ":" + dripping.getLocalPort() + "/")) {
                long begin = System.nanoTime();
                assertThat(refused(outbound, address)).isEqualTo(Reason.TIMED_OUT);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(longest.multipliedBy(3));
            }
        }
    }

    @Test
    void waitsNoLongerThanItsTimeForTheNameService() throws Exception {
        CompletableFuture<InetAddress[]> never = new CompletableFuture<>();
        Outbound outbound = outbound(
                List.of(NAME),
                host -> {
                    try {
                        return never.get();
                    } catch (Exception e) {
                        throw new UnknownHostException(host);
                    }
                },
                Duration.ofMillis(300));
        assertThat(refused(outbound, "https://" + NAME + "/")).isEqualTo(Reason.TIMED_OUT);
        never.cancel(true);
    }

    /** A host that does not answer is left alone: the fourth call costs no time. */
    @Test
    void leavesASlowHostAlone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Outbound outbound = outbound(List.of(NAME), this::resolve, Duration.ofMillis(200));
            String address = "https://" + NAME + ":" + silent.getLocalPort() + "/";
            for (int i = 0; i < HostBudgets.FAILURES; i++) {
                assertThat(refused(outbound, address)).isEqualTo(Reason.TIMED_OUT);
            }
            long begin = System.nanoTime();
            assertThat(refused(outbound, address)).isEqualTo(Reason.PAUSED);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void sendsABodyAndNeitherCookiesNorItsOwnPast() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        int port = https(NAME, exchange -> {
            seen.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().containsKey("Cookie"));
            exchange.getResponseHeaders().set("Set-Cookie", "a=b; Path=/");
            answer(exchange, 200, "");
        });
        Outbound outbound = outbound(NAME);
        OutboundRequest post = OutboundRequest.post(
                URI.create("https://" + NAME + ":" + port + "/"),
                "application/x-www-form-urlencoded",
                "logout_token=x".getBytes(StandardCharsets.UTF_8),
                MAX);
        outbound.send(post);
        outbound.send(post);
        assertThat(seen).hasSize(2).containsOnly("POST logout_token=x application/x-www-form-urlencoded false");
        assertThat(post.toString()).doesNotContain("logout_token").doesNotContain("/ ");
    }

    @Test
    void saysNothingOfPathQueryOrBodyInItsErrors() throws Exception {
        int port = https(NAME, exchange -> answer(exchange, 200, "a-secret-body".repeat(2000)));
        OutboundException e = catchThrowableOfType(OutboundException.class, () -> outbound(NAME)
                .send(get("https://" + NAME + ":" + port + "/secret-path?secret-query")));
        assertThat(e).hasMessageNotContainingAny("secret").hasMessageContaining(NAME);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(names.getOrDefault(host, host))};
    }

    private Outbound outbound(String... allowed) {
        return outbound(List.of(allowed), this::resolve);
    }

    private Outbound outbound(List<String> allowed, Lookup.Names names) {
        return outbound(allowed, names, Outbound.LONGEST);
    }

    private Outbound outbound(List<String> allowed, Lookup.Names names, Duration longest) {
        Outbound outbound = new Outbound(
                new AddressGuard(Allowance.of(allowed), new Lookup(names)),
                new HostBudgets(new TestClock()),
                new dev.limen.outbound.HttpExchange(vertx, Authorities.of(Optional.of(trust))),
                registry,
                longest);
        clients.add(outbound);
        return outbound;
    }

    private static OutboundRequest get(String uri) {
        return OutboundRequest.get(URI.create(uri), "application/json", MAX);
    }

    private static Reason refused(Outbound outbound, String uri) {
        return catchThrowableOfType(OutboundException.class, () -> outbound.send(get(uri)))
                .reason();
    }

    private static int accepted(Optional<Path> further) {
        return ((javax.net.ssl.X509TrustManager) Authorities.of(further).getTrustManagers()[0])
                .getAcceptedIssuers()
                .length;
    }

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    private int http(Answering answering) throws IOException {
        return serve(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), answering);
    }

    private int https(String name, Answering answering) throws IOException {
        return https(AUTHORITY.server(name), answering);
    }

    private int https(Authority.Identity identity, Answering answering) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.tls(AUTHORITY.certificate())));
        return serve(server, answering);
    }

    private int serve(HttpServer server, Answering answering) {
        server.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.getResponseHeaders().set("X-Path", exchange.getRequestURI().toString());
            try {
                answering.to(exchange);
            } finally {
                exchange.close();
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void drip(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                socket.getInputStream().read(new byte[4096]); // an answer before the question is another fault
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write('x');
                    out.flush();
                    Thread.onSpinWait();
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            } catch (IOException e) {
                // the other side has hung up, as it should
            }
        });
    }
}
