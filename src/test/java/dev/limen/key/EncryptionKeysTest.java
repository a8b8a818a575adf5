package dev.limen.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.jose.EncryptionPair;
import dev.limen.support.Database;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys to which clients encrypt: published, replaced, and known for a while longer. */
@QuarkusTest
class EncryptionKeysTest {

    @Inject
    EncryptionKeys keys;

    @Inject
    Features features;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void oneOfEachKindIsPublishedAndNeverSigns() {
        assertThat(features.enabled(Feature.REQUEST_OBJECTS)).isTrue();
        assertThat(keys.published()).extracting(key -> key.get("kty")).containsExactly("RSA", "EC");
        assertThat(keys.published())
                .allSatisfy(key -> assertThat(key).containsEntry("use", "enc").doesNotContainKeys("d", "p", "q"));
        assertThat(keys.decrypting(Optional.empty())).hasSize(2);
        assertThat(keys.decrypting(Optional.of("unknown"))).isEmpty();
    }

    @Test
    void theirPrivateHalvesAreSealed() {
        EncryptionPair pair = keys.decrypting(Optional.empty()).getFirst();
        long sealed =
                database.count("select count(*) from encryption_keys where kid = '" + pair.kid() + "' and position('\\x"
                        + java.util.HexFormat.of().formatHex(pair.pkcs8(), 40, 72) + "'::bytea in private_sealed) = 0");
        assertThat(sealed).isEqualTo(1);
    }

    /** Whoever has the old key set yet is understood for a day, and not for ever. */
    @Test
    void whatWasReplacedStillDecryptsForADay() {
        List<Map<String, Object>> before = keys.published();
        Optional<String> old =
                before.stream().map(key -> (String) key.get("kid")).findFirst();
        keys.replace(StoredEncryptionKeys.KEPT);
        assertThat(keys.published()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(keys.decrypting(old)).hasSize(1);
        assertThat(keys.decrypting(Optional.empty()))
                .extracting(EncryptionPair::kid)
                .doesNotContain(old.get());
        clock.advance(Duration.ofHours(23));
        keys.follow();
        assertThat(keys.decrypting(old)).hasSize(1);
        clock.advance(Duration.ofHours(2));
        keys.follow();
        assertThat(keys.decrypting(old)).isEmpty();
        assertThat(database.count("select count(*) from encryption_keys where kid = '" + old.get() + "'"))
                .isZero();
    }

    /** {@code rotate-keys --now}: they may be in the wrong hands. */
    @Test
    void whatIsEndedAtOnceDecryptsNothing() {
        Optional<String> old =
                keys.published().stream().map(key -> (String) key.get("kid")).findFirst();
        keys.replace(Duration.ZERO);
        assertThat(keys.decrypting(old)).isEmpty();
        assertThat(keys.published()).hasSize(2);
    }

    @Test
    void aKeyOfAnotherNodeIsFoundWhenItIsNeeded() {
        Optional<String> kid =
                keys.published().stream().map(key -> (String) key.get("kid")).findFirst();
        database.execute("update encryption_keys set kid = 'x' || kid where kid = '" + kid.get() + "'");
        clock.advance(Duration.ofSeconds(5));
        assertThat(keys.decrypting(Optional.of("x" + kid.get()))).hasSize(1);
        database.execute("update encryption_keys set kid = substr(kid, 2) where kid = 'x" + kid.get() + "'");
        keys.mayHaveMissed();
        assertThat(keys.decrypting(kid)).hasSize(1);
    }
}
