package dev.limen.registration;

import dev.limen.config.LimenConfig;
import dev.limen.config.RegistrationMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** Who may register, as the operator has it. */
@ApplicationScoped
class RegistrationSwitch {

    private final RegistrationMode mode;

    RegistrationSwitch(LimenConfig config) {
        this.mode = config.registration().mode();
    }

    RegistrationMode mode() {
        return mode;
    }

    boolean on() {
        return mode != RegistrationMode.OFF;
    }

    /** Answers 404 where it is off. */
    void require() {
        if (!on()) {
            throw new NotFoundException();
        }
    }
}
