import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One connection that is kept open, with just as much of HTTP/1.1 as the program speaks: a client that does more takes
 * the time of the machine that it shares with what is measured. One thread at a time.
 */
final class Http implements AutoCloseable {

    private static final int PATIENCE = 60_000;

    /** Header names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    private final URI server;
    private Socket socket;
    private InputStream in;

    Http(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    Answer get(String path, Map<String, String> headers) throws IOException {
        return send("GET " + path, headers, "");
    }

    Answer post(String path, Map<String, String> headers, Map<String, String> form) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        String body = form(form);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        all.put("Content-Length", String.valueOf(body.length()));
        return send("POST " + path, all, body);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer send(String line, Map<String, String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: ").append(server.getAuthority()).append("\r\n");
        headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
        boolean fresh = connect();
        try {
            return exchange(bytes);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw e;
            }
        }
        connect(); // the one before was closed while it rested
        return exchange(bytes);
    }

    private boolean connect() throws IOException {
        if (socket != null) {
            return false;
        }
        Socket next = new Socket();
        next.setTcpNoDelay(true);
        next.setSoTimeout(PATIENCE);
        try {
            next.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        socket = next;
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        return true;
    }

    private Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(2))
                    .add(line.substring(colon + 1).strip());
        }
        Answer answer = new Answer(status, headers, "");
        String body = new String(body(answer), StandardCharsets.UTF_8);
        if (answer.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private byte[] body(Answer head) throws IOException {
        if (head.header("transfer-encoding").isPresent()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int next = chunk(); next > 0; next = chunk()) {
                body.write(in.readNBytes(next));
                line();
            }
            line();
            return body.toByteArray();
        }
        return in.readNBytes(head.header("content-length").map(Integer::parseInt).orElse(0));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
