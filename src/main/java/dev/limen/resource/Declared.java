package dev.limen.resource;

import dev.limen.protocol.AcrLevel;
import dev.limen.protocol.AcrLevels;
import dev.limen.storage.NodeListener;
import dev.limen.storage.Notifications;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the operator declared, in memory: every authorization and token request asks for it, and it changes when a realm
 * is applied. On the node that applies one it is read anew at once, elsewhere as soon as the change is heard, and within
 * {@link #FRESH} where it is not: so long may another node go on with what was declared before.
 */
@ApplicationScoped
class Declared implements NodeListener {

    private static final String CHANNEL = "declared";
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Clock clock;
    private final Notifications notifications;
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(unknown());

    /** All scopes by name, all resources by identifier and all types of authorization details by name, in this order. */
    record Snapshot(
            Map<String, ScopeDefinition> scopes,
            List<ProtectedResource> resources,
            Map<String, AuthorizationDetailsType> types,
            AcrLevels levels,
            Instant readAt) {

        /** A clock that was set back makes it old. */
        boolean isFresh(Instant now) {
            return !readAt.isBefore(now.minus(FRESH)) && !readAt.isAfter(now.plus(FRESH));
        }
    }

    /** Fired in the transaction that changes a declaration. */
    record Changed() {}

    Declared(Clock clock, Notifications notifications) {
        this.clock = clock;
        this.notifications = notifications;
    }

    Snapshot now() {
        Instant now = clock.instant();
        Snapshot current = snapshot.get();
        if (current.isFresh(now)) {
            return current;
        }
        Snapshot read = QuarkusTransaction.joiningExisting().call(() -> read(now));
        // what was read before a change that was heard meanwhile is not kept
        snapshot.compareAndSet(current, read);
        return read;
    }

    private static Snapshot read(Instant now) {
        Map<String, ScopeDefinition> scopes = new LinkedHashMap<>();
        ScopeDefinition.<ScopeDefinition>list("order by name").forEach(scope -> scopes.put(scope.name, scope));
        List<ProtectedResource> resources = ProtectedResource.listAll(Sort.by("identifier"));
        Map<String, AuthorizationDetailsType> types = new LinkedHashMap<>();
        AuthorizationDetailsType.<AuthorizationDetailsType>list("order by type")
                .forEach(type -> types.put(type.type, type));
        return new Snapshot(
                scopes, List.copyOf(resources), Collections.unmodifiableMap(types), AcrLevels.of(levels()), now);
    }

    /** The declared ones, as the database has them within the caller's transaction. */
    static List<AcrLevel> levels() {
        List<DeclaredLevel> inOrder = DeclaredLevel.list("order by position");
        // those that are declared anew have the same names
        inOrder.forEach(DeclaredLevel.getEntityManager()::detach);
        return inOrder.stream().map(DeclaredLevel::level).toList();
    }

    private static Snapshot unknown() {
        return new Snapshot(Map.of(), List.of(), Map.of(), AcrLevels.of(List.of()), Instant.MIN);
    }

    void announce(@Observes Changed event) {
        notifications.notify(CHANNEL, "");
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
        snapshot.set(unknown());
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void heard(String payload) {
        snapshot.set(unknown());
    }

    @Override
    public void mayHaveMissed() {
        snapshot.set(unknown());
    }
}
