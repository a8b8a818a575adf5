package dev.limen.config;

import jakarta.enterprise.context.ApplicationScoped;

/** Answers which {@link Feature}s are on. An endpoint that is off answers 404 and is absent from the metadata. */
@ApplicationScoped
public class Features {

    private final LimenConfig config;

    Features(LimenConfig config) {
        this.config = config;
    }

    public boolean enabled(Feature feature) {
        return config.features().getOrDefault(feature, feature.onByDefault());
    }
}
