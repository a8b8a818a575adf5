package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server for older software. */
public final class LegacyOn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "limen.features.legacy-implicit", "true",
                "limen.features.legacy-hybrid", "true",
                "limen.features.legacy-password", "true",
                "limen.realm-file", "classpath:legacy-realm.yaml");
    }
}
