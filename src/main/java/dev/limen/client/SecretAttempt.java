package dev.limen.client;

import dev.limen.protocol.Secret;
import java.util.Optional;

/** A client secret as it came. */
record SecretAttempt(String clientId, Secret secret) implements ClientAuthenticationMethod.Attempt {

    @Override
    public boolean isProof(Optional<Client> client) {
        return Clients.secretMatches(client, secret);
    }
}
