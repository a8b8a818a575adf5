package dev.limen.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at each start what is on for older software, and what to use instead. */
@ApplicationScoped
class LegacyWarning {

    private static final Logger LOG = Logger.getLogger(LegacyWarning.class);

    private final Features features;

    LegacyWarning(Features features) {
        this.features = features;
    }

    void start(@Observes StartupEvent event) {
        for (Feature feature : Feature.values()) {
            if (feature.isLegacy() && features.enabled(feature)) {
                LOG.warnf("%s is on: %s", feature.setting(), advice(feature));
            }
        }
    }

    private static String advice(Feature feature) {
        return switch (feature) {
            case LEGACY_IMPLICIT, LEGACY_HYBRID ->
                "tokens pass through the browser, where others may read them (RFC 9700, section 2.1.2). Applications"
                        + " should use the authorization code flow with PKCE: response_type=code.";
            case LEGACY_PASSWORD ->
                "applications learn people's passwords (RFC 9700, section 2.4). They should use the authorization code"
                        + " flow with PKCE, or the device flow where there is no browser.";
            default -> throw new IllegalStateException(feature + " is not there for older software");
        };
    }
}
