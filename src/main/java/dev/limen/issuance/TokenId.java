package dev.limen.issuance;

import dev.limen.crypto.Tokens;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code jti} of an access token: the id of its grant and 128 random bits. So a JWT access token leads to its grant,
 * and with it to every reason for which it may be worth nothing any more, by one look-up and without a claim of our own.
 */
final class TokenId {

    private static final int BYTES = 32;

    private TokenId() {}

    static String of(UUID grantId, Tokens tokens) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(grantId.getMostSignificantBits()).putLong(grantId.getLeastSignificantBits());
        bytes.put(tokens.random(BYTES / 2));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The grant that a {@code jti} leads to, if it is one of ours. */
    static Optional<UUID> grant(String jti) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(jti));
            return bytes.capacity() == BYTES
                    ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
