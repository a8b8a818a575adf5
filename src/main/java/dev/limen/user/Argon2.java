package dev.limen.user;

import dev.limen.protocol.ConstantTime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 19 (RFC 9106) of a password in its normal form, see {@link PasswordText}. */
final class Argon2 {

    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;

    private Argon2() {}

    static PasswordHash hash(String password, Argon2Cost cost, byte[] salt) {
        return new PasswordHash(cost, salt, tag(password, cost, salt, TAG_BYTES));
    }

    static boolean matches(String password, PasswordHash stored) {
        byte[] expected = stored.tag();
        return ConstantTime.equal(expected, tag(password, stored.cost(), stored.salt(), expected.length));
    }

    private static byte[] tag(String password, Argon2Cost cost, byte[] salt, int length) {
        byte[] input = password.getBytes(StandardCharsets.UTF_8);
        try {
            return Argon2Library.tag(input, cost, salt, length).orElseGet(() -> inJava(input, cost, salt, length));
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    /** The same, wherever this runs and whatever the parameters. */
    static byte[] inJava(byte[] password, Argon2Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }
}
