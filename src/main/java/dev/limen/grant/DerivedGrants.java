package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.crypto.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Grants that descend from others, for tokens that are given for tokens (RFC 8693). Runs in the caller's transaction. */
@ApplicationScoped
public class DerivedGrants {

    private static final int MAX_LINEAGE = 10;

    private final Clock clock;
    private final Tokens tokens;

    DerivedGrants(Clock clock, Tokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * The grant of a client for the tokens that it gets in exchange for others: one for all exchanges of the same kind, so
     * that an exchange costs no row. It ends with each grant from which it descends, and holds no scope, as that is what
     * the exchanged token has.
     *
     * @param from the grant of the token that is exchanged: person, session and authentication are taken from it
     * @param actor the grant of whoever acts for the subject, where a token told who that is
     * @return nothing if it would descend from more than {@value #MAX_LINEAGE} grants: a longer chain is more likely a loop
     */
    public Optional<Grant> of(Client client, Grant from, Optional<Grant> actor) {
        List<UUID> lineage = Stream.concat(
                        from.descent().stream(), actor.stream().flatMap(a -> a.descent().stream()))
                .distinct()
                .toList();
        if (lineage.size() > MAX_LINEAGE) {
            return Optional.empty();
        }
        return Grant.derived(client, lineage).or(() -> {
            Instant now = clock.instant();
            Instant end =
                    actor.map(a -> a.expiresAt).filter(from.expiresAt::isAfter).orElse(from.expiresAt);
            Grant.addDerived(tokens.id(now), client, from, lineage, now, end);
            return Grant.derived(client, lineage);
        });
    }
}
