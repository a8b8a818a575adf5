package dev.limen.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 9449, section 8. */
class DpopNoncesTest {

    private static final MasterKey MASTER_KEY = MasterKey.of(Base64.getEncoder().encodeToString(new byte[32]));
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** The beginning of a slot. */
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000L);

    @Test
    void aNonceStaysTheSameForASlotAndIsAcceptedForTwo() {
        String nonce = at(0).current();
        assertThat(at(59).current()).isEqualTo(nonce);
        assertThat(at(60).current()).isNotEqualTo(nonce);
        for (int second : new int[] {0, 59, 60, 119}) {
            assertThat(at(second).acceptedUntil(nonce)).contains(START.plusSeconds(120));
        }
        assertThat(at(120).acceptedUntil(nonce)).isEmpty();
    }

    @Test
    void oneObjectFollowsTheTime() {
        TestClock clock = new TestClock();
        clock.stop();
        DpopNonces nonces = new DpopNonces(MASTER_KEY, clock, LIFETIME);
        String first = nonces.current();
        clock.advance(LIFETIME);
        assertThat(nonces.current()).isNotEqualTo(first);
        assertThat(nonces.acceptedUntil(first)).isPresent();
        clock.advance(LIFETIME);
        assertThat(nonces.acceptedUntil(first)).isEmpty();
    }

    @Test
    void theNonceOfANodeWhoseClockIsALittleAheadIsAccepted() {
        assertThat(at(59).acceptedUntil(at(60).current())).contains(START.plusSeconds(180));
        assertThat(at(59).acceptedUntil(at(120).current())).isEmpty();
    }

    @Test
    void onlyWhoHasTheMasterKeyKnowsIt() {
        MasterKey other = MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=");
        DpopNonces elsewhere = new DpopNonces(other, Clock.fixed(START, ZoneOffset.UTC), LIFETIME);
        assertThat(elsewhere.current()).isNotEqualTo(at(0).current());
        assertThat(at(0).acceptedUntil(elsewhere.current())).isEmpty();
        assertThat(at(0).acceptedUntil("")).isEmpty();
    }

    private static DpopNonces at(int second) {
        return new DpopNonces(MASTER_KEY, Clock.fixed(START.plusSeconds(second), ZoneOffset.UTC), LIFETIME);
    }
}
