package dev.limen.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The provider's issuer is https, as a proxy serves it, and has a path. */
public final class IssuerWithPath implements QuarkusTestProfile {

    public static final String ISSUER = "https://login.example/tenants/one";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("limen.issuer", ISSUER);
    }
}
