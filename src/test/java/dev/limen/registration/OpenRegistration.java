package dev.limen.registration;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server where anyone may register, older software too. */
public final class OpenRegistration implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "limen.registration.mode", "open",
                "limen.registration.scopes", "openid,profile,email,offline_access,files:read",
                "limen.registration.grant-types", "authorization_code,refresh_token,implicit,client_credentials",
                "limen.registration.authorization-details-types", "payment",
                "limen.registration.per-source", "10000",
                "limen.features.legacy-implicit", "true");
    }
}
