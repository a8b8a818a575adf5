package dev.limen.support;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The first message of a TLS handshake, byte by byte (RFC 5246, section 7.4.1.2): Java's own client no longer offers what a
 * server should refuse.
 */
public final class ClientHello {

    public static final int TLS_1_2 = 0x0303;
    public static final int TLS_1_1 = 0x0302;
    public static final int TLS_1_0 = 0x0301;
    public static final int SSL_3 = 0x0300;

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM = 32;

    private ClientHello() {}

    /** @param accepted whether the server went on with the handshake, in the version that was offered */
    public record Answer(boolean accepted, String bytes) {}

    /** Offers one version with some cipher suites, by their numbers, to a port of this machine. */
    public static Answer send(int port, int version, int... suites) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            byte[] hello = message(version, suites);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(HANDSHAKE);
            out.writeShort(Math.min(version, TLS_1_0));
            out.writeShort(hello.length);
            out.write(hello);
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(11);
            return new Answer(
                    answer.length == 11
                            && answer[0] == HANDSHAKE
                            && answer[5] == SERVER_HELLO
                            && ((answer[9] & 0xff) << 8 | answer[10] & 0xff) == version,
                    java.util.HexFormat.of().formatHex(answer));
        }
    }

    private static byte[] message(int version, int... suites) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeShort(version);
        out.write(new byte[RANDOM]);
        out.writeByte(0);
        out.writeShort(suites.length * 2);
        for (int suite : suites) {
            out.writeShort(suite);
        }
        out.writeShort(0x0100);
        byte[] extensions = extensions();
        out.writeShort(extensions.length);
        out.write(extensions);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream framed = new DataOutputStream(message);
        framed.writeByte(1);
        framed.writeByte(0);
        framed.writeShort(body.size());
        body.writeTo(framed);
        return message.toByteArray();
    }

    private static byte[] extensions() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] host = "localhost".getBytes(StandardCharsets.US_ASCII);
        out.writeShort(0); // server_name
        out.writeShort(host.length + 5);
        out.writeShort(host.length + 3);
        out.writeByte(0);
        out.writeShort(host.length);
        out.write(host);
        numbers(out, 10, 0x001d, 0x0017, 0x0018); // supported_groups
        out.writeShort(11); // ec_point_formats
        out.writeShort(2);
        out.writeShort(0x0100);
        numbers(out, 13, 0x0403, 0x0503, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0203, 0x0201); // signatures
        out.writeShort(23); // extended_master_secret
        out.writeShort(0);
        return bytes.toByteArray();
    }

    private static void numbers(DataOutputStream out, int extension, int... numbers) throws IOException {
        out.writeShort(extension);
        out.writeShort(numbers.length * 2 + 2);
        out.writeShort(numbers.length * 2);
        for (int number : numbers) {
            out.writeShort(number);
        }
    }
}
