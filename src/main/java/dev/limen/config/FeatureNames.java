package dev.limen.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The features as settings name them. Their names have to be known beforehand: that of an environment variable does not tell
 * which of its underscores stand for a hyphen.
 */
public final class FeatureNames implements Supplier<Iterable<String>> {

    @Override
    public Iterable<String> get() {
        return Arrays.stream(Feature.values()).map(FeatureNames::of).toList();
    }

    static String of(Feature feature) {
        return feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
