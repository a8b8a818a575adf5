package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.client.RequestObjectRules;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** In which form the server and the client's registration want authorization requests. */
@ApplicationScoped
class RequestRequirements {

    private final LimenConfig.Requests config;
    private final Features features;

    RequestRequirements(LimenConfig config, Features features) {
        this.config = config.requests();
        this.features = features;
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
        return config.requirePushed();
    }

    /** Whether this client has to push (RFC 9126, sections 5 and 6). */
    boolean pushed(Client client) {
        return pushed() || client.metadata.requirePushedAuthorizationRequests();
    }

    /** Whether every client has to sign. */
    boolean signed() {
        return config.requireSigned();
    }

    /** Whether this client has to sign (RFC 9101, section 10.5). */
    boolean signed(Client client) {
        return signed() || client.metadata.requireSignedRequestObject();
    }

    /** What a request object of this client must be. */
    RequestObjectRules rules(Client client) {
        RequestObjectRules rules = RequestObjectRules.of(client.metadata);
        return signed(client) ? rules.signed() : rules;
    }

    /** The same for one from an address of the client's own. */
    RequestObjectRules rulesFromOwnAddress(Client client) {
        return signed(client) ? rules(client) : rules(client).fromOwnAddress();
    }
}
