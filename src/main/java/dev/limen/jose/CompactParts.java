package dev.limen.jose;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The parts of a compact serialization: base64url in one spelling alone, and UTF-8 and JSON without ambiguity. */
final class CompactParts {

    private CompactParts() {}

    /** The decoder passes over bits at the end that mean nothing; two texts would then be one token. */
    static byte[] bytes(String part, String name) throws InvalidJwtException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Signatures.encode(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidJwtException("the " + name + " is not base64url");
        }
        throw new InvalidJwtException("the " + name + " has bits that mean nothing");
    }

    static Map<String, Object> object(StrictJson json, String part, String name) throws InvalidJwtException {
        String text = text(bytes(part, name), name);
        try {
            return json.object(text);
        } catch (IllegalJsonException e) {
            throw new InvalidJwtException("the " + name + " is not acceptable JSON");
        }
    }

    static String text(byte[] bytes, String name) throws InvalidJwtException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidJwtException("the " + name + " is not UTF-8");
        }
    }
}
