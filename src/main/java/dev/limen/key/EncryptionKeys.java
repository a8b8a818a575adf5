package dev.limen.key;

import dev.limen.audit.Audit;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.EncryptionPair;
import dev.limen.storage.NodeListener;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keys to which clients encrypt what they send (OpenID Connect Core 1.0, section 10.2.1), in memory. There is one for
 * RSA and one for elliptic curves, published with {@code use: enc} and replaced when a signing key would be. A key that was
 * replaced still decrypts for a day.
 */
@ApplicationScoped
public class EncryptionKeys implements NodeListener {

    private static final Logger LOG = Logger.getLogger(EncryptionKeys.class);

    private static final int EARLY = 110;

    /** A JWE for an unknown key lets a node look, but strangers make up as many of them as they like. */
    private static final Duration CURIOSITY = Duration.ofSeconds(1);

    /** What there are keys for. One for ECDH-ES serves its three variants. */
    private static final List<EncryptionAlgorithm> ALGORITHMS =
            List.of(EncryptionAlgorithm.RSA_OAEP_256, EncryptionAlgorithm.ECDH_ES);

    private final StoredEncryptionKeys stored;
    private final List<EncryptionAlgorithm> algorithms;
    private final Duration rotation;
    private final Clock clock;
    private final Audit audit;
    private volatile Known current = Known.NONE;

    /** A kept key, opened when it is first used, and the published ones as they go over the wire. */
    private record Known(Instant readAt, Map<String, Pair> pairs, List<Map<String, Object>> published) {

        static final Known NONE = new Known(Instant.MIN, Map.of(), List.of());

        boolean isFresh(Instant now) {
            return !readAt.isBefore(now.minus(CURIOSITY)) && !readAt.isAfter(now.plus(CURIOSITY));
        }
    }

    /** Opening costs a decryption, so each key is opened once. */
    private static final class Pair {
        private final EncryptionKey key;
        private final StoredEncryptionKeys stored;
        private volatile EncryptionPair opened;

        Pair(EncryptionKey key, StoredEncryptionKeys stored) {
            this.key = key;
            this.stored = stored;
        }

        EncryptionPair get() {
            EncryptionPair pair = opened;
            if (pair == null) {
                pair = stored.open(key);
                opened = pair;
            }
            return pair;
        }
    }

    EncryptionKeys(StoredEncryptionKeys stored, LimenConfig config, Features features, Clock clock, Audit audit) {
        this.stored = stored;
        this.algorithms = features.enabled(Feature.REQUEST_OBJECTS) ? ALGORITHMS : List.of();
        this.rotation = config.keys().rotation();
        this.clock = clock;
        this.audit = audit;
    }

    /** The public keys as they are published: the same object until they change. */
    public List<Map<String, Object>> published() {
        return current.published();
    }

    /** The pairs that may decrypt a JWE. Without a {@code kid}, those that are published. */
    public List<EncryptionPair> decrypting(Optional<String> kid) {
        if (kid.isEmpty()) {
            return current.pairs().values().stream()
                    .filter(pair -> pair.key.published())
                    .map(Pair::get)
                    .toList();
        }
        Pair pair = current.pairs().get(kid.get());
        if (pair == null && !current.isFresh(clock.instant())) {
            load();
            pair = current.pairs().get(kid.get());
        }
        return Optional.ofNullable(pair).map(Pair::get).stream().toList();
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        load();
        renew();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        try {
            load();
            renew();
        } catch (RuntimeException e) {
            LOG.warnf("The encryption keys cannot be looked after: %s", e.getMessage());
        }
    }

    /**
     * Puts a new key in the place of each.
     *
     * @param kept how long the present ones still decrypt
     */
    void replace(Duration kept) {
        stored.renew(algorithms, key -> true, kept).forEach(audit::record);
        load();
    }

    @Override
    public String channel() {
        return StoredEncryptionKeys.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        load();
    }

    @Override
    public void mayHaveMissed() {
        load();
    }

    /** Asks the database for its lock only where memory says that there is something to do. */
    private void renew() {
        Instant now = clock.instant();
        boolean due = current.pairs().values().stream().map(pair -> pair.key).anyMatch(key -> isDue(key, now));
        boolean missing = !current.pairs().values().stream()
                .filter(pair -> pair.key.published())
                .map(pair -> pair.key.algorithm)
                .toList()
                .containsAll(algorithms);
        if (due || missing) {
            stored.renew(algorithms, key -> isOutlived(key, now), StoredEncryptionKeys.KEPT)
                    .forEach(audit::record);
            load();
        }
    }

    private boolean isDue(EncryptionKey key, Instant now) {
        return key.published()
                ? !algorithms.contains(key.algorithm) || isOutlived(key, now)
                : !key.replacedAt.plus(StoredEncryptionKeys.KEPT).isAfter(now);
    }

    private boolean isOutlived(EncryptionKey key, Instant now) {
        return rotation.isPositive() && !key.createdAt.plus(rotation).isAfter(now);
    }

    private synchronized void load() {
        Instant now = clock.instant();
        Known before = current;
        Map<String, Pair> pairs = new LinkedHashMap<>();
        stored.all().forEach(key -> pairs.put(key.kid, pair(before, key)));
        List<Map<String, Object>> published = pairs.values().stream()
                .filter(pair -> pair.key.published())
                .map(pair -> pair.key.publicJwk)
                .toList();
        current = new Known(now, pairs, published.equals(before.published()) ? before.published() : published);
    }

    private Pair pair(Known before, EncryptionKey key) {
        Pair known = before.pairs().get(key.kid);
        return known != null && known.key.published() == key.published() ? known : new Pair(key, stored);
    }
}
