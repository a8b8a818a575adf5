package dev.limen.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.config.LimenConfig;
import dev.limen.crypto.MasterKey;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.storage.Notifications;
import dev.limen.support.Database;
import dev.limen.support.Race;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
    KeyRotation rotation;

    @Inject
    StoredKeys stored;

    @Inject
    Node.Factory nodes;

    @Inject
    Notifications notifications;

    @Inject
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    LimenConfig config;

    @AfterEach
    void leaveUsableKeys() {
        database.execute("delete from signing_keys where state <> 'active'");
        rotation.follow();
    }

    @Test
    void theFirstStartMakesOneKeyForEachAlgorithm() {
        assertThat(keys.algorithms()).isEqualTo(SigningAlgorithm.DEFAULTS);
        assertThat(keys.ready()).isTrue();
        for (SigningAlgorithm algorithm : keys.algorithms()) {
            SigningPair pair = keys.active(algorithm);
            assertThat(keys.verification(pair.kid())).contains(pair.verification());
            assertThat(published()).contains(pair.publicJwk());
        }
        assertThat(published()).hasSameSizeAs(keys.algorithms());
        assertThat(keys.verification("unknown")).isEmpty();
    }

    @Test
    void readinessNamesTheKeys() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'signing keys' }.status", equalTo("UP"));
        Keys unread = new Keys(stored, clock, config);
        assertThat(new KeysReady(unread).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void aLaterStartMakesNothingAndOpensWhatSignsAlone() {
        QuarkusTransaction.requiringNew().run(() -> {
            keep(KeyState.NEXT);
            keep(KeyState.RETIRING);
        });
        keys.refresh();
        List<Map<String, Object>> before = published();
        Node node = nodes.start(Map.of());
        assertThat(node.keys().jwks().get("keys")).isEqualTo(before);
    }

    @Test
    void nodesThatStartTogetherMakeOneSet() throws Exception {
        for (int round = 0; round < 2; round++) {
            database.execute("delete from signing_keys");
            Race.of(NODES, () -> nodes.start(Map.of()));
            assertThat(stored.published())
                    .extracting(k -> k.algorithm)
                    .containsExactlyElementsOf(SigningAlgorithm.DEFAULTS);
        }
    }

    @Test
    void privateKeysAreStoredSealed() {
        for (SigningKey key : stored.published()) {
            byte[] plain = stored.open(key).pkcs8();
            String hex = HexFormat.of().formatHex(key.privateSealed);
            // the last 32 bytes of PKCS#8 belong to the secret part in every format
            String secret = HexFormat.of().formatHex(plain, plain.length - 32, plain.length);
            assertThat(hex).doesNotContain(secret);
            assertThat(key.publicJwk).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
        }
    }

    @Test
    void anotherMasterKeyIsRefusedInPlainWords() {
        MasterKey other = MasterKey.of(Base64.getEncoder().encodeToString(new byte[32]));
        StoredKeys elsewhere = new StoredKeys(other, entities, clock, notifications);
        assertThatThrownBy(() ->
                        QuarkusTransaction.requiringNew().run(() -> nodes.start(elsewhere, Map.of(), Node.LIFETIME)))
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
        keys.refresh();
        Map<String, Object> before = keys.jwks();
        SigningPair pair = keys.active(SigningAlgorithm.RS256);
        keys.refresh();
        assertThat(keys.jwks()).isSameAs(before);
        QuarkusTransaction.requiringNew().run(() -> keep(KeyState.NEXT));
        keys.refresh();
        assertThat(keys.jwks()).isNotSameAs(before);
        assertThat(keys.active(SigningAlgorithm.RS256)).as("not opened again").isSameAs(pair);
    }

    @Test
    void theOrderIsThatOfTheAlgorithmsAndThenOfTheirAge() {
        String kid = QuarkusTransaction.requiringNew().call(() -> keep(KeyState.NEXT));
        keys.refresh();
        assertThat(published())
                .extracting(k -> k.get("alg"))
                .containsExactly("RS256", "PS256", "ES256", "ES256", "EdDSA");
        assertThat(published().get(3)).containsEntry("kid", kid);
        database.execute("update signing_keys set created_at = '2000-01-01' where kid = '" + kid + "'");
        Node another = nodes.start(Map.of());
        assertThat((List<?>) another.keys().jwks().get("keys"))
                .element(2)
                .extracting("kid")
                .isEqualTo(kid);
    }

    @Test
    void leavesAloneWhatANewerVersionMade() {
        String kid = QuarkusTransaction.requiringNew().call(() -> keep(KeyState.NEXT, "XX999"));
        rotation.follow();
        assertThat(published()).hasSameSizeAs(SigningAlgorithm.DEFAULTS);
        assertThat(keys.verification(kid)).isEmpty();
        database.execute("delete from signing_keys where alg = 'XX999'");
    }

    @Test
    void whatAClientMayAskForIsWhatThereCanBeKeysFor() {
        assertThat(ClientMetadataRules.SIGNING_ALGORITHMS)
                .containsExactlyElementsOf(Arrays.stream(SigningAlgorithm.values())
                        .map(SigningAlgorithm::wire)
                        .toList());
    }

    @Test
    void whatThereIsNoKeyForIsSaid() {
        assertThatThrownBy(() -> keys.active(SigningAlgorithm.ES512))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ES512")
                .hasMessageContaining("limen.keys.algorithms has [RS256, PS256, ES256, EdDSA]");
    }

    private String keep(KeyState state) {
        return keep(state, "ES256");
    }

    /** A key that nobody can open. */
    private String keep(KeyState state, String algorithm) {
        SigningPair pair = SigningPair.generate(SigningAlgorithm.ES256);
        SigningKey key = new SigningKey();
        key.kid = pair.kid();
        key.algorithm = pair.algorithm();
        key.state = state;
        key.publicJwk = pair.publicJwk();
        key.privateSealed = new byte[1];
        key.createdAt = clock.instant();
        key.activatesAt = key.createdAt.plusSeconds(3600);
        key.retiringAt = state == KeyState.RETIRING ? key.createdAt : null;
        key.longestLifetime = 3600;
        key.wantedUntil = key.activatesAt;
        key.persistAndFlush();
        entities.createNativeQuery("update signing_keys set alg = ?1 where kid = ?2")
                .setParameter(1, algorithm)
                .setParameter(2, key.kid)
                .executeUpdate();
        return key.kid;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> published() {
        return (List<Map<String, Object>>) keys.jwks().get("keys");
    }
}
