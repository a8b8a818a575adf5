package dev.limen.key;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.crypto.MasterKey;
import dev.limen.crypto.NotSealedHereException;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** The keys in the database: made once however many nodes start together, and opened with the master key. */
@ApplicationScoped
class StoredKeys {

    private static final String PURPOSE = "signing key";

    /** Names the advisory lock under which keys are made: "limenkey" in ASCII. */
    private static final long LOCK = 0x6c696d656e6b6579L;

    private final MasterKey masterKey;
    private final EntityManager database;
    private final Clock clock;
    private final Audit audit;

    StoredKeys(MasterKey masterKey, EntityManager database, Clock clock, Audit audit) {
        this.masterKey = masterKey;
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /** Makes an active key for every algorithm that has none. */
    @Transactional
    void makeMissing() {
        if (missing().isEmpty()) {
            return;
        }
        // held until the commit; the second node then sees what the first has made
        database.createNativeQuery("select count(*) from pg_advisory_xact_lock(" + LOCK + ")")
                .getSingleResult();
        missing().forEach(this::make);
    }

    /** Every key that is published, the oldest first. */
    @Transactional
    List<SigningKey> published() {
        return SigningKey.published();
    }

    /**
     * The pair of a kept key.
     *
     * @throws ConfigurationException when it was sealed with another master key; it ends a start with its message alone
     */
    SigningPair open(SigningKey key) {
        try {
            return SigningPair.restore(key.algorithm, masterKey.open(PURPOSE, key.privateSealed), key.publicJwk);
        } catch (NotSealedHereException e) {
            // without the cause: the framework shows the message of the first one
            throw new ConfigurationException(
                    "the master key does not open the stored keys: limen.master-key is not the one that sealed them");
        }
    }

    private static List<SigningAlgorithm> missing() {
        return SigningAlgorithm.DEFAULTS.stream()
                .filter(a -> !SigningKey.hasActive(a))
                .toList();
    }

    private void make(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        SigningKey key = new SigningKey();
        key.kid = pair.kid();
        key.algorithm = algorithm;
        key.state = KeyState.ACTIVE;
        key.publicJwk = pair.publicJwk();
        key.privateSealed = masterKey.seal(PURPOSE, pair.pkcs8());
        key.createdAt = clock.instant();
        key.activatedAt = key.createdAt;
        key.persist();
        audit.record(new AuditEvent.KeyMade(key.kid, algorithm.wire()));
    }
}
