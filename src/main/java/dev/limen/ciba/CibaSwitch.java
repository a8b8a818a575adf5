package dev.limen.ciba;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** Whether the operator has this flow on. */
@ApplicationScoped
class CibaSwitch {

    private final Features features;

    CibaSwitch(Features features) {
        this.features = features;
    }

    boolean on() {
        return features.enabled(Feature.CIBA);
    }

    /** Answers 404 where it is off. */
    void require() {
        if (!on()) {
            throw new NotFoundException();
        }
    }
}
