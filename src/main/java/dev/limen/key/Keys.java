package dev.limen.key;

import dev.limen.config.LimenConfig;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.jose.VerificationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The signing keys, in memory. A key never changes under its {@code kid}; which keys there are is read again when a change
 * is heard, every two seconds, and before anything is signed by knowledge that is too old. Which of them signs follows
 * from the times that are stored with them, so all nodes change over together.
 */
@ApplicationScoped
public class Keys {

    private static final Logger LOG = Logger.getLogger(Keys.class);

    /** A token with an unknown key lets a node look, but strangers make up as many of them as they like. */
    private static final Duration CURIOSITY = Duration.ofSeconds(1);

    private final StoredKeys stored;
    private final Clock clock;
    private final List<SigningAlgorithm> algorithms;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile KeySet current = KeySet.EMPTY;
    private volatile boolean stale;

    Keys(StoredKeys stored, Clock clock, LimenConfig config) {
        this.stored = stored;
        this.clock = clock;
        this.algorithms = config.keys().algorithms().stream()
                .map(wire -> SigningAlgorithm.of(wire).orElseThrow())
                .distinct()
                .toList();
    }

    /** The algorithms that Limen signs with, as they are set. */
    public List<SigningAlgorithm> algorithms() {
        return algorithms;
    }

    /**
     * The pair that signs with this algorithm now.
     *
     * @throws IllegalStateException where there is none, as for an algorithm that is not among {@link #algorithms()}
     */
    public SigningPair active(SigningAlgorithm algorithm) {
        Instant now = clock.instant();
        KeySet known = current;
        if (!known.isFresh(KeyTimes.SIGNING, now)) {
            known = readUnlessFresh(KeyTimes.SIGNING);
        }
        return known.signing(algorithm, now)
                .map(known::pair)
                .orElseThrow(() -> new IllegalStateException("no key signs with " + algorithm.wire()
                        + "; limen.keys.algorithms has "
                        + algorithms.stream().map(SigningAlgorithm::wire).toList()));
    }

    /** The key of this {@code kid}, with the one algorithm that it verifies, as long as it is published. */
    public Optional<VerificationKey> verification(String kid) {
        KnownKey known = current.keys().get(kid);
        if (known == null && !current.isFresh(CURIOSITY, clock.instant())) {
            refresh();
            known = current.keys().get(kid);
        }
        return Optional.ofNullable(known).map(KnownKey::verification);
    }

    /** The published keys (RFC 7517, section 5): the same object until they change. */
    public Map<String, Object> jwks() {
        return current.jwks();
    }

    /** Whether there is a key to sign with for every algorithm, and this node would know of another one. */
    public boolean ready() {
        Instant now = clock.instant();
        KeySet known = current;
        return known.isFresh(KeyTimes.SERVICE, now)
                && algorithms.stream().allMatch(a -> known.signing(a, now).isPresent());
    }

    /** What is known, for whoever watches or changes it. */
    KeySet known() {
        return current;
    }

    /**
     * Opens the keys that sign, which only the right master key does. That they can sign is prepared on a thread beside: the
     * start need not wait for the signature library.
     */
    void open() {
        KeySet known = current;
        List<LazyPair> signing = algorithms.stream()
                .flatMap(a -> known.signing(a, clock.instant()).stream())
                .map(life -> known.keys().get(life.kid()).pair())
                .toList();
        signing.forEach(LazyPair::unseal);
        Thread.ofPlatform().daemon().name("limen-keys").start(() -> signing.forEach(LazyPair::get));
    }

    /** Reads which keys there are. */
    void load() {
        reading.lock();
        try {
            Instant now = clock.instant();
            current = current.followedBy(stored.published(), now, stored);
        } finally {
            reading.unlock();
        }
    }

    /** As {@link #load}, but goes on with what is known if that cannot be done; said once. */
    void refresh() {
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

    private KeySet readUnlessFresh(Duration span) {
        reading.lock();
        try {
            if (!current.isFresh(span, clock.instant())) {
                load();
            }
            return current;
        } finally {
            reading.unlock();
        }
    }
}
