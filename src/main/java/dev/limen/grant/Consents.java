package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;

/** Remembered consent. */
@ApplicationScoped
public class Consents {

    private final Clock clock;
    private final StrictJson json;

    Consents(Clock clock, StrictJson json) {
        this.clock = clock;
        this.json = json;
    }

    /** Whether this person has already allowed this client all of this. */
    public boolean cover(
            User user,
            Client client,
            Collection<String> scopes,
            Collection<String> claims,
            AuthorizationDetails details) {
        return Consent.of(user.id, client.id)
                .map(consent -> consent.covers(scopes, claims, details))
                .orElse(false);
    }

    /** Adds this to what the person has allowed the client. */
    public void remember(
            User user,
            Client client,
            Collection<String> scopes,
            Collection<String> claims,
            AuthorizationDetails details) {
        Consent.remember(user.id, client.id, scopes, claims, json.write(details.objects()), clock.instant());
    }
}
