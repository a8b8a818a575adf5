package dev.limen.issuance;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import java.util.Map;

/** An authorization response as one JWT, brought as another mode brings parameters (JARM, section 2.3). */
abstract class JwtMode implements ResponseMode {

    private final ResponseMode plain;
    private final Features features;

    JwtMode(ResponseMode plain, Features features) {
        this.plain = plain;
        this.features = features;
    }

    @Override
    public String name() {
        return plain.name() + JwtResponses.SUFFIX;
    }

    @Override
    public boolean enabled() {
        return features.enabled(Feature.JARM);
    }

    @Override
    public Delivery deliver(String redirectUri, Map<String, String> parameters) {
        return plain.deliver(redirectUri, parameters);
    }
}
