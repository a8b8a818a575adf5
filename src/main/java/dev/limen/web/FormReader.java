package dev.limen.web;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads forms, in place of the framework's reader, for which a wrong escape or charset is a failure of the server. Forms
 * are UTF-8 whatever their header says (RFC 6749, appendix B); one that is malformed, or has more fields than any form of
 * ours, is refused with 400. The length of the body is limited by {@code quarkus.http.limits.max-body-size}.
 */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class FormReader implements MessageBodyReader<MultivaluedMap<String, String>> {

    private static final int MOST_FIELDS = 200;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return MultivaluedMap.class.equals(type);
    }

    @Override
    public MultivaluedMap<String, String> readFrom(
            Class<MultivaluedMap<String, String>> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return parse(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** Bytes beyond ASCII are taken as they are, so each character of {@code form} stands for one byte. */
    static MultivaluedMap<String, String> parse(String form) {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
        int count = 0;
        for (String field : form.split("&")) {
            if (field.isEmpty()) {
                continue;
            }
            if (++count > MOST_FIELDS) {
                throw new BadRequestException("more than " + MOST_FIELDS + " form fields");
            }
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            fields.add(decode(name), decode(value));
        }
        return fields;
    }

    private static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            switch (c) {
                case '+' -> bytes.write(' ');
                case '%' -> {
                    bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                    i += 2;
                }
                default -> bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("a form field is not UTF-8");
        }
    }

    private static int hex(String text, int index) {
        int digit = index < text.length() && text.charAt(index) < 0x80 ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw new BadRequestException("a form field has a wrong escape");
        }
        return digit;
    }
}
