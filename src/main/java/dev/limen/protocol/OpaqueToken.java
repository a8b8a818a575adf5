package dev.limen.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 256 random bits that prove something to whoever presents them: a code, a token, a handle, a cookie. Only its hash is
 * stored. It cannot be printed or compared by accident; {@link #reveal()} is for the answer that hands it out.
 */
public final class OpaqueToken {

    /** Bytes of randomness. */
    public static final int BYTES = 32;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String raw;

    private OpaqueToken(String raw) {
        this.raw = raw;
    }

    /** @throws IllegalArgumentException if {@code random} is not {@value #BYTES} bytes long */
    public static OpaqueToken of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("expected " + BYTES + " bytes, got " + random.length);
        }
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What was presented, if it has the form of a token at all. */
    public static Optional<OpaqueToken> parse(String presented) {
        return presented != null && FORM.matcher(presented).matches()
                ? Optional.of(new OpaqueToken(presented))
                : Optional.empty();
    }

    /** The value itself, base64url without padding, 43 characters. */
    public String reveal() {
        return raw;
    }

    /** SHA-256 of the value: what is stored and looked up. */
    public byte[] hash() {
        return Sha256.digest(raw.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "OpaqueToken[hidden]";
    }
}
