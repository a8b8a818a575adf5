package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server that requires FAPI 2.0 of everybody. */
public final class Fapi2 implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "limen.profile", "fapi2",
                // the check of settings would refuse it; a profile of one client alone must do with it
                "limen.tokens.code-lifetime", "PT5M",
                "limen.realm-file", "classpath:fapi2-realm.yaml");
    }
}
