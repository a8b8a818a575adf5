package dev.limen.key;

import dev.limen.audit.AuditEvent;
import dev.limen.crypto.MasterKey;
import dev.limen.crypto.NotSealedHereException;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.EncryptionPair;
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
import java.util.List;
import java.util.function.Predicate;

/** The encryption keys in the database. Whoever changes them holds a lock until the commit, so that of several nodes one does it. */
@ApplicationScoped
class StoredEncryptionKeys {

    /** Where every node is told that keys have changed. */
    static final String CHANNEL = "encryption_keys";

    /** How long a key decrypts after the last that was published: clients keep key sets as long as they like. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final String PURPOSE = "encryption key";

    /** Names the advisory lock under which keys are changed: "limenenc" in ASCII. */
    private static final long LOCK = 0x6c696d656e656e63L;

    private final MasterKey masterKey;
    private final EntityManager database;
    private final Clock clock;
    private final Notifications notifications;

    StoredEncryptionKeys(MasterKey masterKey, EntityManager database, Clock clock, Notifications notifications) {
        this.masterKey = masterKey;
        this.database = database;
        this.clock = clock;
        this.notifications = notifications;
    }

    @Transactional
    List<EncryptionKey> all() {
        return EncryptionKey.all();
    }

    /**
     * Replaces keys, makes those that are missing, and forgets those that were replaced long ago.
     *
     * @param wanted the algorithms that there are to be keys for
     * @param outlived which of the published keys have had their time
     * @param kept how long what was replaced still decrypts
     * @return what happened, to be recorded after the commit
     */
    @Transactional
    List<AuditEvent> renew(Collection<EncryptionAlgorithm> wanted, Predicate<EncryptionKey> outlived, Duration kept) {
        // held until the commit; the second node then sees what the first has done
        database.createNativeQuery("select count(*) from pg_advisory_xact_lock(" + LOCK + ")")
                .getSingleResult();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<AuditEvent> events = new ArrayList<>();
        List<EncryptionAlgorithm> missing = new ArrayList<>(wanted);
        for (EncryptionKey key : EncryptionKey.all()) {
            if (key.published() && (!wanted.contains(key.algorithm) || outlived.test(key))) {
                key.replacedAt = now;
                events.add(new AuditEvent.KeyRetiring(key.kid, key.algorithm.wire()));
            }
            if (key.published()) {
                missing.remove(key.algorithm);
            } else if (!key.replacedAt.plus(kept).isAfter(now)) {
                events.add(new AuditEvent.KeyRetired(key.kid, key.algorithm.wire()));
                key.delete();
            }
        }
        missing.forEach(algorithm -> events.add(made(algorithm, now)));
        if (!events.isEmpty()) {
            notifications.notify(CHANNEL, "");
        }
        return events;
    }

    private AuditEvent made(EncryptionAlgorithm algorithm, Instant now) {
        EncryptionPair pair = EncryptionPair.generate(algorithm);
        EncryptionKey key = new EncryptionKey();
        key.kid = pair.kid();
        key.algorithm = algorithm;
        key.publicJwk = pair.publicJwk();
        key.privateSealed = masterKey.seal(PURPOSE, pair.pkcs8());
        key.createdAt = now;
        key.persist();
        return new AuditEvent.KeyMade(key.kid, algorithm.wire());
    }

    /**
     * The pair of a kept key.
     *
     * @throws ConfigurationException when it was sealed with another master key
     */
    EncryptionPair open(EncryptionKey key) {
        try {
            return EncryptionPair.restore(key.algorithm, masterKey.open(PURPOSE, key.privateSealed), key.publicJwk);
        } catch (NotSealedHereException e) {
            throw new ConfigurationException(
                    "the master key does not open the stored keys: limen.master-key is not the one that sealed them");
        }
    }
}
