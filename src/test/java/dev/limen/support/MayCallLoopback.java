package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server that may call the servers of tests. */
public final class MayCallLoopback implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("limen.outbound-allowed", "127.0.0.1");
    }
}
