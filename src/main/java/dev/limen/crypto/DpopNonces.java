package dev.limen.crypto;

import dev.limen.config.LimenConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.crypto.Mac;

/**
 * The nonces that DPoP proofs repeat (RFC 9449, sections 8 and 9). Time is cut into slots, and the nonce of a slot is its
 * keyed hash: every node makes and accepts the same ones, and nothing is stored. They are not secret; they cannot be known
 * before their time.
 */
@Singleton
public final class DpopNonces {

    private static final String PURPOSE = "dpop nonce";
    private static final int BYTES = 16;

    private final MasterKey masterKey;
    private final Clock clock;
    private final long slotSeconds;
    private volatile Window window = new Window(Long.MIN_VALUE, List.of());

    /** The nonces around one slot: the one before it, its own, and the one after, for a node whose clock is ahead. */
    private record Window(long slot, List<String> nonces) {}

    @Inject
    DpopNonces(MasterKey masterKey, Clock clock, LimenConfig config) {
        this(masterKey, clock, config.dpop().nonceLifetime());
    }

    /** Nonces that are accepted for {@code lifetime} at the least, and for twice as long at the most. */
    public DpopNonces(MasterKey masterKey, Clock clock, Duration lifetime) {
        this.masterKey = masterKey;
        this.clock = clock;
        this.slotSeconds = lifetime.toSeconds();
    }

    /** The nonce for the next proof. It is accepted for a slot's length at the least. */
    public String current() {
        return window().nonces().get(1);
    }

    /** The moment from which this nonce is no longer accepted; empty if it is not one of this time. */
    public Optional<Instant> acceptedUntil(String nonce) {
        Window around = window();
        int position = around.nonces().indexOf(nonce);
        return position < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond((around.slot() + position + 1) * slotSeconds));
    }

    private Window window() {
        long slot = Math.floorDiv(clock.instant().getEpochSecond(), slotSeconds);
        Window last = window;
        if (last.slot() != slot) {
            last = new Window(
                    slot,
                    LongStream.rangeClosed(slot - 1, slot + 1)
                            .mapToObj(this::nonce)
                            .toList());
            window = last;
        }
        return last;
    }

    private String nonce(long slot) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey.hmacKey(PURPOSE));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(slot).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
