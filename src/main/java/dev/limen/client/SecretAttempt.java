package dev.limen.client;

import dev.limen.protocol.Secret;
import java.util.Optional;

/** A client secret as it came. */
record SecretAttempt(String clientId, Secret secret, ClientSecrets secrets)
        implements ClientAuthenticationMethod.Attempt {

    @Override
    public Optional<String> fault(Optional<Client> client) {
        return secrets.matches(client, secret) ? Optional.empty() : Optional.of("the secret is another");
    }
}
