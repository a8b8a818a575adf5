package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Documents of clients may lie on this machine. */
public class MayCallLoopback implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("limen.outbound-allowed", "127.0.0.1");
    }
}
