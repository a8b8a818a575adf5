package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.interaction.Proposal;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.session.Session;
import java.util.Optional;

/**
 * An authorization for which no step is left.
 *
 * @param session whose
 * @param proposal what is granted
 * @param acr what is said about how the person signed in
 */
record Allowed(AuthorizationRequest request, Target target, Session session, Proposal proposal, Optional<String> acr) {

    Client client() {
        return target.client();
    }
}
