package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.jose.VerificationKey;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The signing keys, in memory. A key never changes under its {@code kid}; which keys there are is looked up in the
 * database every two seconds, so that what another node made or retired is known here.
 */
@ApplicationScoped
public class Keys {

    private static final Logger LOG = Logger.getLogger(Keys.class);

    /** Before anything else at the start that may want to sign. */
    private static final int EARLY = 100;

    private final StoredKeys stored;
    private volatile KeySet current = KeySet.EMPTY;
    private volatile boolean stale;

    Keys(StoredKeys stored) {
        this.stored = stored;
    }

    /** The pair that signs with this algorithm now. */
    public SigningPair active(SigningAlgorithm algorithm) {
        return Optional.ofNullable(current.active().get(algorithm))
                .orElseThrow(() -> new IllegalStateException("no active key for " + algorithm));
    }

    /** The key of this {@code kid}, with the one algorithm that it verifies, as long as it is published. */
    public Optional<VerificationKey> verification(String kid) {
        return Optional.ofNullable(current.verification().get(kid));
    }

    /** The published keys (RFC 7517, section 5): the same object until they change. */
    public Map<String, Object> jwks() {
        return current.jwks();
    }

    /** Whether there is a key to sign with for every algorithm. */
    public boolean ready() {
        return current.active().keySet().containsAll(SigningAlgorithm.DEFAULTS);
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        stored.makeMissing();
        load();
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        if (current == KeySet.EMPTY) {
            return; // the start has not come so far
        }
        try {
            load();
            stale = false;
        } catch (RuntimeException e) {
            if (!stale) {
                LOG.warnf("The signing keys cannot be read, the known ones stay in use: %s", e.getMessage());
            }
            stale = true;
        }
    }

    private void load() {
        List<SigningKey> keys = stored.published();
        if (!KeySet.states(keys).equals(current.states())) {
            current = KeySet.of(keys, stored::open);
        }
    }
}
