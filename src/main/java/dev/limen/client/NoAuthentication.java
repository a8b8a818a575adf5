package dev.limen.client;

import jakarta.inject.Singleton;
import java.util.Optional;

/** A public client: it says who it is, and proves nothing (RFC 6749, sections 2.1 and 3.2.1). */
@Singleton
class NoAuthentication implements ClientAuthenticationMethod {

    private record Claim(String clientId) implements Attempt {
        @Override
        public Optional<String> fault(Optional<Client> client) {
            return client.isPresent() ? Optional.empty() : Optional.of("no public client has this client_id");
        }
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean provesIdentity() {
        return false;
    }

    @Override
    public boolean needsNoCredential() {
        return true;
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        return presented.form().get("client_id").map(Claim::new);
    }
}
