package dev.limen.subject;

import dev.limen.crypto.MasterKey;
import dev.limen.crypto.NotSealedHereException;
import dev.limen.crypto.Tokens;
import dev.limen.storage.NativeWrite;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of pairwise subjects (OpenID Connect Core 1.0, section 8.1): random, made once by the first node that starts, kept
 * in the database under the master key, and in memory from the start on. It is no part of the master key, so that another one
 * can seal it and every subject stays what it is.
 */
@ApplicationScoped
class SubjectSalt {

    private static final String NAME = "pairwise subjects";
    private static final int BYTES = 32;

    /** Behind the signing keys, whose message tells best of a wrong master key. */
    private static final int EARLY = 110;

    private final MasterKey masterKey;
    private final Tokens tokens;
    private final EntityManager database;
    private final Clock clock;
    private volatile SecretKey key;

    SubjectSalt(MasterKey masterKey, Tokens tokens, EntityManager database, Clock clock) {
        this.masterKey = masterKey;
        this.tokens = tokens;
        this.database = database;
        this.clock = clock;
    }

    /** @throws ConfigurationException when it was sealed with another master key */
    @Transactional
    void start(@Observes @Priority(EARLY) StartupEvent event) {
        try {
            key = new SecretKeySpec(masterKey.open(NAME, stored()), "HmacSHA256");
        } catch (NotSealedHereException e) {
            // without the cause: the framework shows the message of the first one
            throw new ConfigurationException("the master key does not open the salt of pairwise subjects:"
                    + " limen.master-key is not the one that sealed it");
        }
    }

    /** The one salt of the installation; of several nodes that begin at one time, one makes it and the others wait. */
    private byte[] stored() {
        NativeWrite.of(
                        database,
                        "insert into installation_secrets (name, sealed, created_at) values (?1, ?2, ?3) on conflict do nothing",
                        "installation_secrets")
                .setParameter(1, NAME)
                .setParameter(2, masterKey.seal(NAME, tokens.random(BYTES)))
                .setParameter(3, clock.instant())
                .executeUpdate();
        return (byte[])
                database.createNativeQuery("select sealed from installation_secrets where name = ?1", byte[].class)
                        .setParameter(1, NAME)
                        .getSingleResult();
    }

    /**
     * The keyed hash of person and sector, as 43 characters of base64url: it leads back to neither, and those of two sectors
     * have nothing in common for whoever lacks the salt.
     */
    String pairwise(String sector, String sub) {
        byte[] host = sector.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // the length keeps the parts apart: no sector can be chosen so that it meets another one
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(host.length).array());
            mac.update(host);
            byte[] hash = mac.doFinal(sub.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
