package dev.limen.authorize;

import dev.limen.interaction.InteractionPolicy.Step;
import dev.limen.protocol.OpaqueToken;
import java.util.Map;

/** How an authorization request goes on. A refusal that must not reach the client is an exception instead. */
sealed interface Outcome {

    /** The person has something to do first. */
    record Interact(Step step, OpaqueToken handle) implements Outcome {}

    /** The client gets its answer, good or bad. */
    record Respond(Target target, Map<String, String> parameters) implements Outcome {}
}
