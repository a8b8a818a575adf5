package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.client.RequestObjectRules;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.protocol.Requirement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** In which form the server and the client's registration want authorization requests. */
@ApplicationScoped
class RequestRequirements {

    /** FAPI 2.0 Message Signing, section 5.3.1. */
    private static final Set<String> IN_SIGNED_REQUESTS = Set.of("aud", "nbf", "exp");

    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final LimenConfig.Requests config;
    private final Features features;
    private final Profiles profiles;

    RequestRequirements(LimenConfig config, Features features, Profiles profiles) {
        this.config = config.requests();
        this.features = features;
        this.profiles = profiles;
    }

    /** Whether request objects can be used. */
    boolean objects() {
        return features.enabled(Feature.REQUEST_OBJECTS);
    }

    /** Whether requests can be pushed. */
    boolean pushing() {
        return features.enabled(Feature.PAR);
    }

    /** Whether every client has to push. */
    boolean pushed() {
        return config.requirePushed() || profiles.required().demand(Requirement.PUSHED_REQUESTS);
    }

    /** Whether this client has to push (RFC 9126, sections 5 and 6). */
    boolean pushed(Client client) {
        return pushed()
                || client.metadata.requirePushedAuthorizationRequests()
                || demands(client, Requirement.PUSHED_REQUESTS);
    }

    /** Whether every client has to sign. */
    boolean signed() {
        return config.requireSigned() || profiles.required().demand(Requirement.SIGNED_REQUESTS);
    }

    /** Whether this client has to sign (RFC 9101, section 10.5). */
    boolean signed(Client client) {
        return signed() || client.metadata.requireSignedRequestObject() || demands(client, Requirement.SIGNED_REQUESTS);
    }

    /** What a request object of this client must be. */
    RequestObjectRules rules(Client client) {
        RequestObjectRules rules = RequestObjectRules.of(client.metadata);
        if (demands(client, Requirement.SIGNED_REQUESTS)) {
            return rules.signed().strict(IN_SIGNED_REQUESTS, LONGEST);
        }
        return signed(client) ? rules.signed() : rules;
    }

    private boolean demands(Client client, Requirement requirement) {
        return profiles.required(client.metadata).demand(requirement);
    }

    /** Those of some algorithms that everybody's profile permits. */
    List<String> permitted(Collection<String> algorithms) {
        return profiles.required().permitted(algorithms);
    }

    /** The same for one from an address of the client's own. */
    RequestObjectRules rulesFromOwnAddress(Client client) {
        return signed(client) ? rules(client) : rules(client).fromOwnAddress();
    }
}
