package dev.limen.key;

import dev.limen.audit.Audit;
import dev.limen.config.LimenConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One more node on the database of the test. It hears nothing, and looks only when the test lets it.
 *
 * @param rotation what its scheduler would call
 */
record Node(Keys keys, KeyRotation rotation) {

    /** How long the tokens of these nodes live: as long as the longest of the test's realm. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    @Singleton
    static final class Factory {
        private final StoredKeys stored;
        private final Clock clock;
        private final Audit audit;

        Factory(StoredKeys stored, Clock clock, Audit audit) {
            this.stored = stored;
            this.clock = clock;
            this.audit = audit;
        }

        /** A node that has started with these settings. */
        Node start(Map<String, String> settings) {
            return start(stored, settings, LIFETIME);
        }

        Node start(Map<String, String> settings, Duration lifetime) {
            return start(stored, settings, lifetime);
        }

        Node start(StoredKeys kept, Map<String, String> settings, Duration lifetime) {
            LimenConfig config = new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(LimenConfig.class)
                    .withSources(new PropertiesConfigSource(settings, "test", 1))
                    .build()
                    .getConfigMapping(LimenConfig.class);
            Keys keys = new Keys(kept, clock, config);
            KeyRotation rotation = new KeyRotation(keys, kept, config, List.of(() -> lifetime), clock, audit);
            rotation.start(null);
            return new Node(keys, rotation);
        }
    }
}
