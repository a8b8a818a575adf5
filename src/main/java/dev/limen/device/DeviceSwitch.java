package dev.limen.device;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** Whether the operator has this grant on. */
@ApplicationScoped
class DeviceSwitch {

    private final Features features;

    DeviceSwitch(Features features) {
        this.features = features;
    }

    boolean on() {
        return features.enabled(Feature.DEVICE);
    }

    /** Answers 404 where it is off. */
    void require() {
        if (!on()) {
            throw new NotFoundException();
        }
    }
}
