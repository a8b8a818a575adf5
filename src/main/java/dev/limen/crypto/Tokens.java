package dev.limen.crypto;

import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.UserCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes the random values that stand for something: codes, tokens, handles, cookies. */
@Singleton
public final class Tokens {

    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Tokens(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** A new token of 256 random bits, as 43 characters of base64url (RFC 6749, section 10.10, asks for 128). */
    public OpaqueToken next() {
        return OpaqueToken.of(random(OpaqueToken.BYTES));
    }

    /** So many random bytes. */
    public byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A new code for a person to type. */
    public UserCode userCode() {
        return UserCode.draw(random::nextInt);
    }

    /** A new primary key: version 7 (RFC 9562, section 5.7), so that rows made together lie together in the index. */
    public UUID id(Instant now) {
        long time = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long rest = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(time, rest);
    }

    /**
     * The one token that follows from another for {@code purpose}: the same answer on every node, and none for who does
     * not have the master key. With it, a successor can be given again although only its hash was stored.
     */
    public OpaqueToken derive(String purpose, OpaqueToken from) {
        return OpaqueToken.of(masterKey.keyedHash(purpose, from.reveal().getBytes(StandardCharsets.UTF_8)));
    }
}
