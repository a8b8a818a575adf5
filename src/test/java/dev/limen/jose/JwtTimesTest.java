package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTimesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NOW_SECONDS = NOW.getEpochSecond();
    private static final Duration TOLERANCE = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final JwtTimes times = new JwtTimes(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void exp() {
        accepts(() -> times.notExpired(claim("exp", 1), Duration.ZERO));
        refuses(() -> times.notExpired(claim("exp", 0), Duration.ZERO), "expired");
        accepts(() -> times.notExpired(claim("exp", -9), TOLERANCE));
        refuses(() -> times.notExpired(claim("exp", -10), TOLERANCE), "expired");
        refuses(() -> times.notExpired(Map.of(), TOLERANCE), "exp");
    }

    @Test
    void nbf() {
        accepts(() -> times.begun(Map.of(), Duration.ZERO));
        accepts(() -> times.begun(claim("nbf", 0), Duration.ZERO));
        refuses(() -> times.begun(claim("nbf", 1), Duration.ZERO), "not yet");
        accepts(() -> times.begun(claim("nbf", 10), TOLERANCE));
        refuses(() -> times.begun(claim("nbf", 11), TOLERANCE), "not yet");
        refuses(() -> times.begun(Map.of("nbf", "0"), TOLERANCE), "nbf");
    }

    @Test
    void iat() {
        accepts(() -> times.issuedBefore(Map.of(), Duration.ZERO));
        accepts(() -> times.issuedBefore(claim("iat", 10), TOLERANCE));
        refuses(() -> times.issuedBefore(claim("iat", 11), TOLERANCE), "future");
        accepts(() -> times.issuedWithin(claim("iat", -70), MINUTE, TOLERANCE));
        refuses(() -> times.issuedWithin(claim("iat", -71), MINUTE, TOLERANCE), "long ago");
        accepts(() -> times.issuedWithin(claim("iat", 10), MINUTE, TOLERANCE));
        refuses(() -> times.issuedWithin(claim("iat", 11), MINUTE, TOLERANCE), "future");
        refuses(() -> times.issuedWithin(Map.of(), MINUTE, TOLERANCE), "iat");
    }

    @Test
    void brevity() {
        accepts(() -> times.brief(Map.of("nbf", NOW_SECONDS, "exp", NOW_SECONDS + 60), MINUTE));
        accepts(() -> times.brief(Map.of("nbf", NOW_SECONDS - 60, "exp", NOW_SECONDS), MINUTE));
        refuses(() -> times.brief(Map.of("nbf", NOW_SECONDS, "exp", NOW_SECONDS + 61), MINUTE), "too far from nbf");
        refuses(() -> times.brief(Map.of("nbf", NOW_SECONDS - 61, "exp", NOW_SECONDS - 1), MINUTE), "too long ago");
        refuses(() -> times.brief(claim("exp", 60), MINUTE), "nbf");
        refuses(() -> times.brief(claim("nbf", 0), MINUTE), "exp");
    }

    @Test
    void lifetime() {
        accepts(() -> times.shortLived(claim("exp", 70), MINUTE, TOLERANCE));
        refuses(() -> times.shortLived(claim("exp", 71), MINUTE, TOLERANCE), "far away");
        refuses(() -> times.shortLived(Map.of(), MINUTE, TOLERANCE), "exp");
        Map<String, Object> both = new HashMap<>(claim("exp", 50));
        both.put("iat", NOW_SECONDS - 10);
        accepts(() -> times.shortLived(both, MINUTE, TOLERANCE));
        both.put("iat", NOW_SECONDS - 11);
        refuses(() -> times.shortLived(both, MINUTE, TOLERANCE), "from iat");
    }

    @Test
    void takesFractions() throws InvalidJwtException {
        assertThat(JwtTimes.seconds(Map.of("exp", new BigDecimal("1.9")), "exp"))
                .isEqualTo(1);
    }

    static Object[] noTimes() {
        return new Object[] {
            "1", true, -1L, Long.MAX_VALUE, Long.MIN_VALUE, new BigDecimal("1e40"), new BigDecimal("-0.5"), Map.of()
        };
    }

    @ParameterizedTest
    @MethodSource("noTimes")
    void refusesWhatIsNoTime(Object value) {
        for (String name : new String[] {"exp", "iat", "nbf"}) {
            refuses(() -> JwtTimes.seconds(Map.of(name, value), name), name);
        }
        refuses(() -> times.notExpired(Map.of("exp", value), TOLERANCE), "exp");
        refuses(() -> times.issuedWithin(Map.of("iat", value), MINUTE, TOLERANCE), "iat");
    }

    private static Map<String, Object> claim(String name, long fromNow) {
        return Map.of(name, NOW_SECONDS + fromNow);
    }

    private static void accepts(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void refuses(ThrowingCallable check, String because) {
        assertThatThrownBy(check).isInstanceOf(InvalidJwtException.class).hasMessageContaining(because);
    }
}
