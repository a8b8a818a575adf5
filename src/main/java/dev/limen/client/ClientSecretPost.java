package dev.limen.client;

import dev.limen.protocol.Parameters;
import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The secret as a parameter of the request body (RFC 6749, section 2.3.1). */
@Singleton
class ClientSecretPost implements ClientAuthenticationMethod {

    private final ClientSecrets secrets;

    ClientSecretPost(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "client_secret_post";
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        Parameters form = presented.form();
        return form.get("client_secret")
                .map(secret -> new SecretAttempt(
                        form.get("client_id")
                                .orElseThrow(() -> AuthenticationFaults.failed("client_secret without client_id")),
                        Secret.of(secret),
                        secrets));
    }
}
