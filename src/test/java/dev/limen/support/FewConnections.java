package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Few connections in the pool, for which nobody waits long, few worker threads, and one place for a password hash, for which
 * one waits.
 */
public final class FewConnections implements QuarkusTestProfile {

    public static final int CONNECTIONS = 3;
    public static final int WORKERS = 20;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.jdbc.min-size", "0",
                "quarkus.datasource.jdbc.max-size", String.valueOf(CONNECTIONS),
                "quarkus.datasource.jdbc.acquisition-timeout", "1S",
                "quarkus.thread-pool.max-threads", String.valueOf(WORKERS),
                "limen.passwords.concurrency", "1",
                "limen.passwords.wait", "1m");
    }
}
