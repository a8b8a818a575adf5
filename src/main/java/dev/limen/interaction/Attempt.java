package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.OpaqueToken;
import java.util.Optional;

/**
 * A live {@link Interaction} as a page sees it.
 *
 * @param handle what names it in links and forms
 * @param interaction what has been recorded so far
 * @param request the request, as it was checked
 * @param client who asks
 */
public record Attempt(OpaqueToken handle, Interaction interaction, AuthorizationRequest request, Client client) {

    /** The path of the authorization endpoint's resume, below the issuer: where every step ends. */
    public String resumePath() {
        return "/authorize/" + handle.reveal();
    }

    /** The name that the person may have given to the client already. */
    public Optional<String> loginHint() {
        return request.loginHint();
    }
}
