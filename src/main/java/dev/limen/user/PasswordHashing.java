package dev.limen.user;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.Secret;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Argon2id of passwords, at the cost of the settings, behind a gate sized to the cores.
 *
 * <p>Slow by design: call it outside transactions, so that no pooled connection waits for it.
 */
@Startup
@ApplicationScoped
public class PasswordHashing {

    /** Bytes of UTF-8 that are hashed; a longer password is refused unhashed. */
    public static final int MAX_BYTES = 1024;

    /** What a presented password turned out to be. */
    enum Verdict {
        MATCH,
        /** It matches a hash that is weaker than today's settings: hash it anew. */
        MATCH_OUTDATED,
        MISMATCH
    }

    private final SecureRandom random = new SecureRandom();
    private final Argon2Cost cost;
    private final HashingGate gate;
    private final PasswordHash decoy;

    @Inject
    PasswordHashing(LimenConfig config, HashingGate gate) {
        this(cost(config.passwords()), gate);
    }

    PasswordHashing(Argon2Cost cost, HashingGate gate) {
        this.cost = cost;
        this.gate = gate;
        this.decoy = new PasswordHash(cost, new byte[Argon2.SALT_BYTES], new byte[Argon2.TAG_BYTES]);
    }

    /**
     * Hashes a password with a fresh salt.
     *
     * @throws HashingBusyException if too many others wait
     * @throws IllegalArgumentException if it is longer than {@value #MAX_BYTES} bytes
     */
    public PasswordHash hash(Secret password) {
        if (!PasswordText.fits(password)) {
            throw new IllegalArgumentException("a password has at most " + MAX_BYTES + " bytes");
        }
        byte[] salt = new byte[Argon2.SALT_BYTES];
        random.nextBytes(salt);
        return gate.run(() -> Argon2.hash(PasswordText.normal(password), cost, salt));
    }

    /**
     * Compares a password. Without a stored hash, one is computed all the same: the time does not tell whether the
     * account exists or has a password.
     *
     * @throws HashingBusyException if too many others wait
     */
    Verdict verify(Optional<PasswordHash> stored, Secret password) {
        if (!PasswordText.fits(password)) {
            return Verdict.MISMATCH;
        }
        PasswordHash expected = stored.orElse(decoy);
        boolean same = gate.run(() -> Argon2.matches(PasswordText.normal(password), expected));
        if (!same || stored.isEmpty()) {
            return Verdict.MISMATCH;
        }
        return outdated(expected) ? Verdict.MATCH_OUTDATED : Verdict.MATCH;
    }

    /**
     * Whether a stored hash is of this very password.
     *
     * @throws HashingBusyException if too many others wait
     */
    public boolean matches(PasswordHash stored, Secret password) {
        return verify(Optional.of(stored), password) != Verdict.MISMATCH;
    }

    private boolean outdated(PasswordHash stored) {
        return stored.cost().weakerThan(cost)
                || stored.salt().length < Argon2.SALT_BYTES
                || stored.tag().length < Argon2.TAG_BYTES;
    }

    private static Argon2Cost cost(LimenConfig.Passwords config) {
        return new Argon2Cost(config.memory(), config.iterations(), config.parallelism());
    }
}
