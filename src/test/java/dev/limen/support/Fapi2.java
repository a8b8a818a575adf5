package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server that requires FAPI 2.0 of everybody. */
public final class Fapi2 implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("limen.profile", "fapi2", "limen.realm-file", "classpath:fapi2-realm.yaml");
    }
}
