package dev.limen.registration;

import dev.limen.config.LimenConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The defaults of all settings but one of {@code limen.registration}, for what a test would need another server for. */
final class Setting {

    private Setting() {}

    static LimenConfig of(String name, String value) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(LimenConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("limen.registration." + name, value), "test", 400))
                .build()
                .getConfigMapping(LimenConfig.class);
    }
}
