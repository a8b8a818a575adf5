package dev.limen.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code application/x-www-form-urlencoded} of one value (RFC 6749, appendix B), with every fault seen. */
final class FormUrlEncoding {

    private static final int HEX = 16;

    private FormUrlEncoding() {}

    /** The value; empty if a percent sign is not followed by two hexadecimal digits, or the bytes are not UTF-8. */
    static Optional<String> decode(String encoded) {
        byte[] input = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(input.length);
        for (int i = 0; i < input.length; i++) {
            if (input[i] != '%') {
                bytes.write(input[i] == '+' ? ' ' : input[i]);
                continue;
            }
            int high = i + 2 < input.length ? Character.digit(input[i + 1], HEX) : -1;
            int low = i + 2 < input.length ? Character.digit(input[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * HEX + low);
            i += 2;
        }
        return text(bytes.toByteArray());
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
