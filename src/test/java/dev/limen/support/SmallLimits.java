package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits that a test reaches soon, and that stay reached: of guesses, of requests, and of passwords hashed at once. */
public final class SmallLimits implements QuarkusTestProfile {

    /** Wrong passwords for an account, and wrong codes of a person. */
    public static final int OWN = 5;

    /** Wrong user codes of all people. */
    public static final int EVERYWHERE = 7;

    /** Wrong user codes from one address. */
    public static final int SOURCE = 10;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "limen.throttle.window", "PT1H",
                "limen.throttle.per-account", String.valueOf(OWN),
                "limen.device.wrong-codes-everywhere", String.valueOf(EVERYWHERE),
                "limen.device.wrong-codes-per-source", String.valueOf(SOURCE),
                "limen.device.requests-per-source", "4",
                "limen.ciba.requests-per-person", "4",
                "limen.ciba.waiting-per-person", "2",
                "limen.passwords.concurrency", "1",
                "limen.passwords.wait", "100ms");
    }
}
