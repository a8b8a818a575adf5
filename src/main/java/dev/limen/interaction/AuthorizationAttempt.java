package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.RedirectUri;
import java.util.List;
import java.util.Optional;

/**
 * An authorization request that waits for the person.
 *
 * @param request the request, as it was checked
 */
public record AuthorizationAttempt(
        OpaqueToken handle, Interaction interaction, AuthorizationRequest request, Client client) implements Attempt {

    @Override
    public Optional<Client> asking() {
        return Optional.of(client);
    }

    @Override
    public List<String> uiLocales() {
        return request.uiLocales();
    }

    @Override
    public Optional<String> loginHint() {
        return request.loginHint();
    }

    @Override
    public boolean answersOnDevice() {
        return RedirectUri.staysOnDevice(target());
    }

    /** Where the answer goes. */
    public String target() {
        return request.redirectUri()
                .orElseGet(() -> client.metadata.redirectUris().getFirst());
    }
}
