package dev.limen.key;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means able to sign. */
@Readiness
@ApplicationScoped
class KeysReady implements HealthCheck {

    private final Keys keys;

    KeysReady(Keys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing keys").status(keys.ready()).build();
    }
}
