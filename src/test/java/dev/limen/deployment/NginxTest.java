package dev.limen.deployment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limen.support.Authority;
import dev.limen.support.Authority.Identity;
import dev.limen.support.Nginx;
import dev.limen.support.Tool.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a reverse proxy passes on what Limen may believe, and nothing else. */
class NginxTest {

    private static final String PEOPLE = "login.example.com";
    private static final String CLIENTS = "mtls.login.example.com";
    private static final String HOSTILE = """
            X-Forwarded-For: 6.6.6.6\r
            X-Forwarded-Host: evil.example\r
            X-Forwarded-Port: 666\r
            X-Forwarded-Prefix: /evil\r
            Forwarded: for=6.6.6.6;host=evil.example\r
            X-SSL-Client-Cert: forged\r
            """;

    @TempDir
    static Path directory;

    private static Authority authority;
    private static HttpServer node;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws IOException {
        authority = Authority.named("a proxy's");
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            byte[] headers = exchange.getRequestHeaders().entrySet().stream()
                    .map(header -> header.getKey().toLowerCase() + ": " + header.getValue() + "\n")
                    .collect(Collectors.joining())
                    .getBytes(ISO_8859_1);
            exchange.sendResponseHeaders(200, headers.length);
            exchange.getResponseBody().write(headers);
            exchange.close();
        });
        node.start();
        nginx = Nginx.prepare(directory, authority, node.getAddress().getPort());
        nginx.start();
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        node.stop(0);
    }

    @Test
    void theConfigurationIsValid() {
        Ended check = nginx.check();
        assertThat(check.code()).as(check.output()).isZero();
        assertThat(check.output()).contains("test is successful").doesNotContain("[warn]", "[emerg]");
    }

    @Test
    void theNodeHearsOfTheRealPeerAlone() throws IOException {
        String answer = get(authority.trustingTls(), PEOPLE, "/authorize?login_hint=alice", HOSTILE);
        assertThat(answer)
                .contains("200 OK", "x-forwarded-for: [127.0.0.1]", "x-forwarded-proto: [https]")
                .contains("x-forwarded-host: [" + PEOPLE + "]", "host: [" + PEOPLE + "]")
                .doesNotContain("6.6.6.6", "evil", "666", "x-ssl-client-cert", "forged");
    }

    @Test
    void aCertificateIsPassedOnAtTheHostForClients() throws IOException {
        Identity client = Authority.selfSigned("CN=a client");
        String answer = get(client.tls(authority.certificate()), CLIENTS, "/token", HOSTILE);
        String passed = answer.lines()
                .filter(line -> line.startsWith("x-ssl-client-cert: ["))
                .collect(Collectors.joining());
        assertThat(URLDecoder.decode(passed.replace("+", "%2B"), StandardCharsets.US_ASCII))
                .contains(Authority.pem(client.certificate()).strip())
                .doesNotContain("forged");
    }

    @Test
    void whoHasNoCertificateCannotMakeOneUp() throws IOException {
        assertThat(get(authority.trustingTls(), CLIENTS, "/token", HOSTILE))
                .contains("200 OK")
                .doesNotContain("x-ssl-client-cert", "forged");
    }

    @Test
    void aCertificateDoesNotReachTheHostOfPeople() throws IOException {
        SSLContext tls = Authority.selfSigned("CN=a client").tls(authority.certificate());
        assertThat(get(tls, PEOPLE, "/token", "")).contains("200 OK").doesNotContain("x-ssl-client-cert");
    }

    @Test
    void healthAndMetricsAreNotForStrangers() throws IOException {
        for (String host : List.of(PEOPLE, CLIENTS)) {
            for (String path : List.of("/q/metrics", "/q/health", "/q/", "/x/../q/metrics", "/%71/metrics")) {
                assertThat(get(authority.trustingTls(), host, path, ""))
                        .as(host + path)
                        .contains("404 Not Found");
            }
        }
    }

    @Test
    void theLogHasNoQuery() throws IOException {
        get(
                authority.trustingTls(),
                PEOPLE,
                "/authorize?login_hint=somebody-at-home",
                "Referer: https://a/?code=b\r\n");
        assertThat(nginx.accessLog()).contains("GET /authorize 200").doesNotContain("somebody-at-home", "code=b");
    }

    @Test
    void otherNamesAreNotServed() throws IOException {
        Assertions.assertThatThrownBy(() -> get(authority.trustingTls(), "other.example.com", "/", ""))
                .isInstanceOf(SSLException.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.plainPort())) {
            assertThat(exchange(socket, "other.example.com", "/", "")).isEmpty();
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.plainPort())) {
            assertThat(exchange(socket, PEOPLE, "/authorize?a=b", ""))
                    .contains("301 Moved", "Location: https://login.example.com/authorize?a=b");
        }
    }

    private static String get(SSLContext tls, String host, String path, String headers) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), nginx.securePort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            return exchange(socket, host, path, headers);
        }
    }

    private static String exchange(Socket socket, String host, String path, String headers) throws IOException {
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
                        .formatted(path, host, headers)
                        .getBytes(ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
}
