package dev.limen.key;

import dev.limen.audit.Audit;
import dev.limen.config.LimenConfig;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.storage.NodeListener;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Moves the keys through their lives: what is missing is made at the start, what the time has brought is done by the first
 * node that notices, and what an operator asks for at once.
 */
@ApplicationScoped
class KeyRotation implements NodeListener {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    /** Before anything else at the start that may want to sign. */
    private static final int EARLY = 100;

    private final Keys keys;
    private final StoredKeys stored;
    private final RotationPolicy policy;
    private final List<SignedTokens> signed;
    private final Clock clock;
    private final Audit audit;
    private volatile boolean failing;

    KeyRotation(
            Keys keys,
            StoredKeys stored,
            LimenConfig config,
            @All List<SignedTokens> signed,
            Clock clock,
            Audit audit) {
        this.keys = keys;
        this.stored = stored;
        this.policy = new RotationPolicy(
                new KeyTimes(config.keys().rotation(), config.keys().jwksMaxAge()));
        this.signed = signed;
        this.clock = clock;
        this.audit = audit;
    }

    /** A start that finds its keys reads them, opens those that sign, and makes none. */
    void start(@Observes @Priority(EARLY) StartupEvent event) {
        keys.load();
        keys.open();
        advance();
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        if (keys.known() == KeySet.EMPTY) {
            return; // the start has not come so far
        }
        keys.refresh();
        try {
            advance();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("The signing keys cannot be looked after: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** Gives each of these algorithms a successor of its key, which signs when everybody can know it. */
    void rotate(List<SigningAlgorithm> algorithms) {
        change((algorithm, lives) ->
                algorithms.contains(algorithm) ? policy.rotation(lives, clock.instant()) : List.of());
    }

    /** Ends every key of these algorithms, and puts a new one in its place. */
    void replace(List<SigningAlgorithm> algorithms) {
        change((algorithm, lives) ->
                algorithms.contains(algorithm) ? policy.replacement(lives, clock.instant()) : List.of());
    }

    @Override
    public String channel() {
        return StoredKeys.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        keys.refresh();
    }

    @Override
    public void mayHaveMissed() {
        keys.refresh();
    }

    /** What the time has brought. Asks the database only where memory says that there is something to do. */
    private void advance() {
        Instant now = clock.instant();
        Duration longest = longest();
        List<KeyLife> known = keys.known().lives();
        if (known.stream().anyMatch(life -> lacksClaim(life, longest, now))) {
            stored.claim(keys.algorithms(), longest);
            keys.load();
        }
        Map<SigningAlgorithm, List<KeyLife>> lives =
                keys.known().lives().stream().collect(Collectors.groupingBy(KeyLife::algorithm));
        boolean due = Stream.concat(keys.algorithms().stream(), lives.keySet().stream())
                .anyMatch(algorithm -> !due(algorithm, lives.getOrDefault(algorithm, List.of()))
                        .isEmpty());
        if (due) {
            change(this::due);
        }
    }

    private List<Step> due(SigningAlgorithm algorithm, List<KeyLife> lives) {
        return policy.due(lives, keys.algorithms().contains(algorithm), clock.instant());
    }

    private void change(BiFunction<SigningAlgorithm, List<KeyLife>, List<Step>> steps) {
        stored.change(keys.algorithms(), longest(), steps).forEach(audit::record);
        keys.load();
    }

    /** Whether a key of ours does not say that it is wanted for a while yet, or how long what it signs lives. */
    private boolean lacksClaim(KeyLife life, Duration longest, Instant now) {
        boolean mayHaveSigned = life.retiringAt()
                .map(since -> since.isAfter(now.minus(KeyTimes.FOLLOW)))
                .orElse(true);
        return keys.algorithms().contains(life.algorithm())
                && mayHaveSigned
                && (life.longestLifetime().compareTo(longest) < 0
                        || life.wantedUntil().isBefore(now.plus(KeyTimes.LEASE.dividedBy(2))));
    }

    private Duration longest() {
        return signed.stream()
                .map(SignedTokens::longestLifetime)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
