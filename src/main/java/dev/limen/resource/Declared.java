package dev.limen.resource;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the operator declared, in memory: every authorization and token request asks for it, and it changes when a realm
 * is applied. On the node that applies one it is read anew at once, elsewhere within {@link #FRESH}: so long may another
 * node go on with what was declared before.
 */
@ApplicationScoped
class Declared {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), List.of(), Instant.MIN);

    /** All scopes by name and all resources by identifier, in this order. */
    record Snapshot(Map<String, ScopeDefinition> scopes, List<ProtectedResource> resources, Instant readAt) {}

    /** Fired in the transaction that changes a declaration. */
    record Changed() {}

    Declared(Clock clock) {
        this.clock = clock;
    }

    Snapshot now() {
        Instant now = clock.instant();
        Snapshot current = snapshot;
        if (current.readAt().isBefore(now.minus(FRESH))) {
            current = QuarkusTransaction.joiningExisting().call(() -> read(now));
            snapshot = current;
        }
        return current;
    }

    private static Snapshot read(Instant now) {
        Map<String, ScopeDefinition> scopes = new LinkedHashMap<>();
        ScopeDefinition.<ScopeDefinition>list("order by name").forEach(scope -> scopes.put(scope.name, scope));
        List<ProtectedResource> resources = ProtectedResource.listAll(Sort.by("identifier"));
        return new Snapshot(scopes, List.copyOf(resources), now);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
        snapshot = new Snapshot(Map.of(), List.of(), Instant.MIN);
    }
}
