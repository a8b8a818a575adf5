package dev.limen.support;

import static org.awaitility.Awaitility.await;

import dev.limen.support.Tool.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An nginx with the configuration that {@code deployment/nginx} has, on ports, nodes and certificates of a test. */
public final class Nginx implements AutoCloseable {

    private static final Path FILES = Path.of("deployment", "nginx");
    private static final String HOST = "login.example.com";

    private final Tool tool;
    private final Path directory;
    private final int plainPort = Program.freePort();
    private final int securePort = Program.freePort();
    private Process process;

    private Nginx(Tool tool, Path directory) {
        this.tool = tool;
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Writes the configuration. Skips the test where there is no nginx.
     *
     * @param authority of the certificates
     * @param nodes the ports of the nodes
     */
    public static Nginx prepare(Path directory, Authority authority, int... nodes) {
        Nginx nginx = new Nginx(Tool.require("nginx", "nginx"), directory);
        authority.server(HOST).write(nginx.directory.resolve("tls"), HOST);
        nginx.write("limen.conf", nginx.adapted(read(FILES.resolve("limen.conf"))));
        nginx.write(
                "limen-nodes.conf",
                Arrays.stream(nodes)
                        .mapToObj(port -> "server 127.0.0.1:" + port + " max_fails=1 fail_timeout=2s;\n")
                        .collect(Collectors.joining()));
        nginx.write("nginx.conf", nginx.main());
        return nginx;
    }

    /** The same without TLS: people come to {@link #uri()}. */
    public Nginx plain() {
        write(
                "limen.conf",
                read(directory.resolve("limen.conf"))
                        .replaceAll("listen (\\S+:" + securePort + ") ssl( http2)?", "listen $1")
                        .replace("server_name " + HOST + ";", "server_name 127.0.0.1;")
                        .replaceAll("(?m)^\\s*(ssl_reject_handshake|ssl_verify_client) .*", ""));
        return this;
    }

    private String adapted(String configuration) {
        return configuration
                .replaceAll("(?m)^(\\s*listen) 443 ", "$1 127.0.0.1:" + securePort + " ")
                .replaceAll("(?m)^(\\s*listen) 80\\b", "$1 127.0.0.1:" + plainPort)
                .replace("/etc/nginx/", directory + "/")
                .replace("/var/log/nginx/", directory + "/");
    }

    private String main() {
        String user = System.getProperty("user.name");
        return """
                %s
                daemon off;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                worker_processes 1;
                events {}
                http {
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    include %2$s/limen.conf;
                }
                """.formatted(user.equals("root") ? "user root root;" : "", directory);
    }

    /** {@code nginx -t}. */
    public Ended check() {
        return tool.run("-t", "-e", directory.resolve("error.log"), "-c", directory.resolve("nginx.conf"));
    }

    /** Starts it, and waits until it listens. */
    public Nginx start() {
        try {
            process = new ProcessBuilder(
                            tool.command("-e", directory.resolve("error.log"), "-c", directory.resolve("nginx.conf")))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().failFast("it runs", () -> !process.isAlive()).until(() -> listens(securePort) && listens(plainPort));
        return this;
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The command by which it reads its files again. */
    public String reload() {
        return "kill -HUP " + process.pid();
    }

    /** Where its nodes are listed. */
    public Path nodes() {
        return directory.resolve("limen-nodes.conf");
    }

    /** What it has logged of requests. */
    public String accessLog() {
        return read(directory.resolve("limen.log"));
    }

    /** Where people come without TLS. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + securePort);
    }

    public int plainPort() {
        return plainPort;
    }

    public int securePort() {
        return securePort;
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
