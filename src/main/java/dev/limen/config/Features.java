package dev.limen.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Answers which {@link Feature}s are on. An endpoint that is off answers 404 and is absent from the metadata. */
@ApplicationScoped
public class Features {

    private final LimenConfig config;

    Features(LimenConfig config) {
        this.config = config;
    }

    static boolean enabled(LimenConfig config, Feature feature) {
        return Optional.ofNullable(config.features().get(feature))
                .flatMap(set -> set)
                .orElse(feature.onByDefault());
    }

    public boolean enabled(Feature feature) {
        return enabled(config, feature);
    }
}
