package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.issuance.JwtResponses;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client is told, and where. */
@ApplicationScoped
class Answers {

    private final Issuer issuer;
    private final Checks checks;
    private final JwtResponses jwtResponses;
    private final SessionState sessionState;

    Answers(Issuer issuer, Checks checks, JwtResponses jwtResponses, SessionState sessionState) {
        this.issuer = issuer;
        this.checks = checks;
        this.jwtResponses = jwtResponses;
        this.sessionState = sessionState;
    }

    /**
     * Where the answer goes; what it has to be encrypted with is there, too.
     *
     * @throws OAuthException a refusal that must not be sent to the client
     */
    Target target(Parameters parameters, Client client) {
        Target target = Target.of(parameters, client, checks.modes(), checks.required(client.metadata));
        if (target.jwt()) {
            jwtResponses.require(client);
        }
        return target;
    }

    /** RFC 6749, section 4.1.2.1. */
    Outcome refuse(Target target, OAuthError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.code().wire());
        parameters.put("error_description", error.description());
        return answer(target, parameters);
    }

    /** Every answer carries the state and, against mix-up, the issuer (RFC 9207, section 2). */
    Outcome answer(Target target, Map<String, String> result) {
        Map<String, String> parameters = new LinkedHashMap<>(result);
        target.state().ifPresent(state -> parameters.put("state", state));
        parameters.put("iss", issuer.value());
        sessionState.of(target).ifPresent(state -> parameters.put("session_state", state));
        return new Outcome.Respond(
                target, target.jwt() ? jwtResponses.packed(target.client(), parameters) : parameters);
    }
}
