package dev.limen.browser;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The realm of development mode: the one that the demo application belongs to. */
public class DemoRealm implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("limen.realm-file", "classpath:demo-realm.yaml");
    }
}
