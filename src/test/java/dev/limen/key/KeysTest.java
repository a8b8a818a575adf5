package dev.limen.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.audit.Audit;
import dev.limen.crypto.MasterKey;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysTest {

    private static final int NODES = 8;

    @Inject
    Keys keys;

    @Inject
    StoredKeys stored;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    @AfterEach
    void leaveUsableKeys() {
        QuarkusTransaction.requiringNew().run(() -> SigningKey.delete("state <> ?1", KeyState.ACTIVE));
        stored.makeMissing();
        keys.refresh();
    }

    @Test
    void theFirstStartMakesOneKeyForEachAlgorithm() {
        assertThat(keys.ready()).isTrue();
        for (SigningAlgorithm algorithm : SigningAlgorithm.DEFAULTS) {
            SigningPair pair = keys.active(algorithm);
            assertThat(keys.verification(pair.kid())).contains(pair.verification());
            assertThat(published()).contains(pair.publicJwk());
        }
        assertThat(published()).hasSameSizeAs(SigningAlgorithm.DEFAULTS);
        assertThat(keys.verification("unknown")).isEmpty();
    }

    @Test
    void readinessNamesTheKeys() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'signing keys' }.status", equalTo("UP"));
        assertThat(new KeysReady(new Keys(stored)).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void aLaterStartMakesNothing() {
        List<Map<String, Object>> before = published();
        stored.makeMissing();
        keys.refresh();
        assertThat(published()).isEqualTo(before);
    }

    @Test
    void nodesThatStartTogetherMakeOneSet() throws Exception {
        for (int round = 0; round < 3; round++) {
            QuarkusTransaction.requiringNew().run(() -> SigningKey.delete("true = true"));
            startTogether();
            assertThat(stored.published())
                    .extracting(k -> k.algorithm)
                    .containsExactlyInAnyOrderElementsOf(SigningAlgorithm.DEFAULTS);
        }
    }

    private void startTogether() throws Exception {
        CyclicBarrier together = new CyclicBarrier(NODES);
        try (ExecutorService nodes = Executors.newFixedThreadPool(NODES)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                starts.add(nodes.submit(() -> {
                    together.await();
                    stored.makeMissing();
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        }
    }

    @Test
    void privateKeysAreStoredSealed() {
        for (SigningKey key : stored.published()) {
            byte[] plain = stored.open(key).pkcs8();
            String hex = HexFormat.of().formatHex(key.privateSealed);
            // the last 32 bytes of PKCS#8 belong to the secret part in both formats
            String secret = HexFormat.of().formatHex(plain, plain.length - 32, plain.length);
            assertThat(hex).doesNotContain(secret);
            assertThat(key.publicJwk).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
        }
    }

    @Test
    void anotherMasterKeyIsRefusedInPlainWords() {
        MasterKey other = MasterKey.of(Base64.getEncoder().encodeToString(new byte[32]));
        Keys elsewhere = new Keys(new StoredKeys(other, database, clock, audit));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> elsewhere.start(null)))
                .hasMessageContaining("the master key does not open the stored keys");
    }

    @Test
    void publishesAndAcceptsWhatIsNextActiveOrRetiringButNotWhatIsRetired() {
        Map<KeyState, String> kids = QuarkusTransaction.requiringNew()
                .call(() -> List.of(KeyState.NEXT, KeyState.RETIRING, KeyState.RETIRED).stream()
                        .collect(Collectors.toMap(s -> s, this::keep)));
        keys.refresh();
        assertThat(published())
                .extracting(k -> k.get("kid"))
                .hasSize(SigningAlgorithm.DEFAULTS.size() + 2)
                .contains(kids.get(KeyState.NEXT), kids.get(KeyState.RETIRING))
                .doesNotContain(kids.get(KeyState.RETIRED));
        assertThat(keys.verification(kids.get(KeyState.RETIRING))).isPresent();
        assertThat(keys.verification(kids.get(KeyState.RETIRED))).isEmpty();
        assertThat(keys.active(SigningAlgorithm.ES256).kid()).isNotIn(kids.values());
    }

    @Test
    void keepsTheSameSetUntilSomethingChanges() {
        Map<String, Object> before = keys.jwks();
        keys.refresh();
        assertThat(keys.jwks()).isSameAs(before);
        QuarkusTransaction.requiringNew().run(() -> keep(KeyState.NEXT));
        keys.refresh();
        assertThat(keys.jwks()).isNotSameAs(before);
    }

    private String keep(KeyState state) {
        SigningPair pair = SigningPair.generate(SigningAlgorithm.ES256);
        SigningKey key = new SigningKey();
        key.kid = pair.kid();
        key.algorithm = pair.algorithm();
        key.state = state;
        key.publicJwk = pair.publicJwk();
        key.privateSealed = new byte[1];
        key.createdAt = clock.instant();
        key.persist();
        return key.kid;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> published() {
        return (List<Map<String, Object>>) keys.jwks().get("keys");
    }
}
