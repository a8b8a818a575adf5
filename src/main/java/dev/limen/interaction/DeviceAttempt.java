package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.grant.DeviceCode;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.UserCode;
import java.util.List;
import java.util.Optional;

/**
 * A device whose user code was entered in this browser (RFC 8628, section 3.3).
 *
 * @param device what waits for the decision
 * @param userCode what the person entered
 */
public record DeviceAttempt(OpaqueToken handle, Interaction interaction, DeviceCode device, UserCode userCode)
        implements Attempt {

    /** Who asks. */
    public Client client() {
        return device.client;
    }

    @Override
    public Optional<Client> asking() {
        return Optional.of(device.client);
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
