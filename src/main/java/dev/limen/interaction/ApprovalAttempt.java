package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.grant.BackchannelRequest;
import dev.limen.protocol.OpaqueToken;
import java.util.List;
import java.util.Optional;

/**
 * A person who came to see what clients ask of them (CIBA, section 8).
 *
 * @param request the one that the person opened; empty where they came to see all, or there is none of that name
 */
public record ApprovalAttempt(OpaqueToken handle, Interaction interaction, Optional<BackchannelRequest> request)
        implements Attempt {

    /** Nobody is told who asks, or whom, before they signed in. */
    @Override
    public Optional<Client> asking() {
        return Optional.empty();
    }

    @Override
    public List<String> uiLocales() {
        return List.of();
    }

    @Override
    public Optional<String> loginHint() {
        return Optional.empty();
    }

    @Override
    public boolean answersOnDevice() {
        return false;
    }
}
