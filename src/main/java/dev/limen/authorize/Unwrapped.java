package dev.limen.authorize;

import dev.limen.interaction.PushedHandle;
import dev.limen.protocol.Parameters;
import java.util.Optional;

/**
 * What is asked, taken out of whatever it came in.
 *
 * @param pushed the pushed request that it came in
 */
record Unwrapped(Parameters parameters, Optional<PushedHandle> pushed) {

    static Unwrapped plain(Parameters parameters) {
        return new Unwrapped(parameters, Optional.empty());
    }
}
