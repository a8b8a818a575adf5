package dev.limen.key;

import dev.limen.audit.AuditEvent;
import dev.limen.crypto.MasterKey;
import dev.limen.crypto.NotSealedHereException;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.storage.Notifications;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The keys in the database. Whoever changes them holds a lock until the commit and decides by what stands there then, so
 * that of several nodes with the same thing to do one does it. Every change is told to all nodes.
 */
@ApplicationScoped
class StoredKeys {

    /** Where every node is told that keys have changed. */
    static final String CHANNEL = "keys";

    private static final String PURPOSE = "signing key";

    /** Names the advisory lock under which keys are changed: "limenkey" in ASCII. */
    private static final long LOCK = 0x6c696d656e6b6579L;

    private final MasterKey masterKey;
    private final EntityManager database;
    private final Clock clock;
    private final Notifications notifications;

    StoredKeys(MasterKey masterKey, EntityManager database, Clock clock, Notifications notifications) {
        this.masterKey = masterKey;
        this.database = database;
        this.clock = clock;
        this.notifications = notifications;
    }

    /** Every key that is published, in the order of publication. */
    @Transactional
    List<SigningKey> published() {
        return SigningKey.published();
    }

    /**
     * Changes the keys.
     *
     * @param algorithms those that have a say, besides those that have keys
     * @param longest the longest lifetime of anything that is signed
     * @param policy the steps for the keys of an algorithm
     * @return what happened, to be recorded after the commit
     */
    @Transactional
    List<AuditEvent> change(
            Collection<SigningAlgorithm> algorithms,
            Duration longest,
            BiFunction<SigningAlgorithm, List<KeyLife>, List<Step>> policy) {
        // held until the commit; the second node then sees what the first has done
        database.createNativeQuery("select count(*) from pg_advisory_xact_lock(" + LOCK + ")")
                .getSingleResult();
        Map<SigningAlgorithm, List<KeyLife>> lives = new LinkedHashMap<>();
        algorithms.forEach(algorithm -> lives.put(algorithm, new ArrayList<>()));
        for (SigningKey key : SigningKey.published()) {
            lives.computeIfAbsent(key.algorithm, a -> new ArrayList<>()).add(key.life());
        }
        List<AuditEvent> events = new ArrayList<>();
        lives.forEach((algorithm, keys) ->
                policy.apply(algorithm, keys).forEach(step -> events.addAll(take(step, algorithm, longest))));
        if (!events.isEmpty()) {
            notifications.notify(CHANNEL, "");
        }
        return events;
    }

    /**
     * Says that this node wants these algorithms, and how long what it signs may live, on every key that may sign or has
     * done so until a moment ago.
     */
    @Transactional
    void claim(Collection<SigningAlgorithm> algorithms, Duration longest) {
        Instant now = now();
        SigningKey.update(
                "wantedUntil = greatest(wantedUntil, ?1), longestLifetime = greatest(longestLifetime, ?2)"
                        + " where algorithm in ?3 and (state in (?4, ?5) or state = ?6 and retiringAt > ?7)",
                now.plus(KeyTimes.LEASE),
                longest.toSeconds(),
                algorithms,
                KeyState.NEXT,
                KeyState.ACTIVE,
                KeyState.RETIRING,
                now.minus(KeyTimes.FOLLOW));
    }

    /**
     * The pair of a kept key.
     *
     * @throws ConfigurationException when it was sealed with another master key; it ends a start with its message alone
     */
    SigningPair open(SigningKey key) {
        return SigningPair.restore(key.algorithm, unseal(key), key.publicJwk);
    }

    /**
     * The private half of a kept key, as it was before it was sealed.
     *
     * @throws ConfigurationException when it was sealed with another master key; it ends a start with its message alone
     */
    byte[] unseal(SigningKey key) {
        try {
            return masterKey.open(PURPOSE, key.privateSealed);
        } catch (NotSealedHereException e) {
            // without the cause: the framework shows the message of the first one
            throw new ConfigurationException(
                    "the master key does not open the stored keys: limen.master-key is not the one that sealed them");
        }
    }

    private List<AuditEvent> take(Step step, SigningAlgorithm algorithm, Duration longest) {
        List<AuditEvent> events =
                switch (step) {
                    case Step.Make make -> make(algorithm, make.activatesAt(), longest);
                    case Step.Activate activate -> activate(key(activate.kid()));
                    case Step.StopSigning stop -> stopSigning(key(stop.kid()), stop.since());
                    case Step.Retire retire -> retire(key(retire.kid()));
                };
        // in this order: there is one active key at any moment
        database.flush();
        return events;
    }

    private static SigningKey key(String kid) {
        return SigningKey.findById(kid);
    }

    private List<AuditEvent> make(SigningAlgorithm algorithm, Instant activatesAt, Duration longest) {
        SigningPair pair = SigningPair.generate(algorithm);
        SigningKey key = new SigningKey();
        key.kid = pair.kid();
        key.algorithm = algorithm;
        key.state = KeyState.NEXT;
        key.publicJwk = pair.publicJwk();
        key.privateSealed = masterKey.seal(PURPOSE, pair.pkcs8());
        key.createdAt = now();
        key.activatesAt = activatesAt.truncatedTo(ChronoUnit.MICROS);
        key.longestLifetime = longest.toSeconds();
        key.wantedUntil = key.createdAt.plus(KeyTimes.LEASE);
        key.persist();
        List<AuditEvent> events = new ArrayList<>(List.of(new AuditEvent.KeyMade(key.kid, algorithm.wire())));
        if (!key.activatesAt.isAfter(key.createdAt)) {
            events.addAll(activate(key));
        }
        return events;
    }

    private List<AuditEvent> activate(SigningKey key) {
        key.state = KeyState.ACTIVE;
        key.activatedAt = now();
        return List.of(new AuditEvent.KeyActivated(key.kid, key.algorithm.wire()));
    }

    private static List<AuditEvent> stopSigning(SigningKey key, Instant since) {
        key.state = KeyState.RETIRING;
        key.retiringAt = since.truncatedTo(ChronoUnit.MICROS);
        return List.of(new AuditEvent.KeyRetiring(key.kid, key.algorithm.wire()));
    }

    private List<AuditEvent> retire(SigningKey key) {
        key.state = KeyState.RETIRED;
        key.retiredAt = now();
        key.privateSealed = null;
        return List.of(new AuditEvent.KeyRetired(key.kid, key.algorithm.wire()));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
