package dev.limen.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.config.Command.RotateKeys;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.support.Database;
import dev.limen.support.Race;
import dev.limen.support.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One key after the other, on several nodes (OpenID Connect Core 1.0, section 10.1.1). */
@QuarkusTest
class RotationTest {

    private static final SigningAlgorithm ES256 = SigningAlgorithm.ES256;
    private static final SigningAlgorithm ES384 = SigningAlgorithm.ES384;
    private static final Duration LEAD = Duration.ofMinutes(6);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration ROTATION = Duration.ofDays(10);
    private static final Map<String, String> BY_SCHEDULE = Map.of("limen.keys.rotation", ROTATION.toString());
    private static final Map<String, String> WITH_ES384 = Map.of("limen.keys.algorithms", "RS256,ES256,ES384");

    @Inject
    Keys keys;

    @Inject
    KeyRotation rotation;

    @Inject
    KeyCommand command;

    @Inject
    KeySweep sweep;

    @Inject
    Node.Factory nodes;

    @Inject
    Database database;

    @Inject
    EntityManager entities;

    @Inject
    TestClock clock;

    @BeforeEach
    void stopTheClock() {
        clock.stop();
        database.execute("update signing_keys set longest_lifetime = 0");
        rotation.follow();
        assertThat(clock.instant()
                        .isAfter(keys.known()
                                .signing(ES256, clock.instant())
                                .orElseThrow()
                                .activatesAt()))
                .isTrue();
    }

    @AfterEach
    void beginAnew() {
        clock.reset();
        database.execute("delete from signing_keys where state <> 'active' or alg not in ('RS256', 'PS256', 'ES256',"
                + " 'EdDSA') or activates_at > now()");
        rotation.follow();
    }

    @Test
    void theScheduleLeadsAKeyThroughItsWholeLife() {
        Node node = nodes.start(BY_SCHEDULE);
        String first = node.keys().active(ES256).kid();
        Instant began = node.keys()
                .known()
                .signing(ES256, clock.instant())
                .orElseThrow()
                .activatesAt();

        clock.advance(Duration.between(
                clock.instant(), began.plus(ROTATION).minus(LEAD).minus(SECOND)));
        node.rotation().follow();
        assertThat(kids(node, ES256)).containsExactly(first);

        clock.advance(SECOND);
        node.rotation().follow();
        assertThat(kids(node, ES256)).hasSize(2).first().isEqualTo(first);
        String second = kids(node, ES256).getLast();
        assertThat(node.keys().active(ES256).kid()).isEqualTo(first);

        clock.advance(LEAD.minus(SECOND));
        assertThat(node.keys().active(ES256).kid()).isEqualTo(first);
        clock.advance(SECOND);
        assertThat(node.keys().active(ES256).kid()).as("by its time alone").isEqualTo(second);
        assertThat(node.keys().ready()).isTrue();
        node.rotation().follow();
        assertThat(states(first, second)).containsExactly("retiring", "active");

        clock.advance(Node.LIFETIME.plus(KeyTimes.FOLLOW).minus(SECOND));
        node.rotation().follow();
        assertThat(node.keys().verification(first)).isPresent();
        clock.advance(SECOND);
        node.rotation().follow();
        assertThat(kids(node, ES256)).containsExactly(second);
        assertThat(node.keys().verification(first)).isEmpty();
        assertThat(states(first, second)).containsExactly("retired", "active");
        assertThat(query("select private_sealed from signing_keys where kid = '" + first + "'"))
                .containsExactly((Object) null);
        await().untilAsserted(() -> assertThat(query("select type from audit_events where detail->>'kid' in ('" + first
                        + "', '" + second + "') and type <> 'key_made' order by at, type"))
                .contains("key_retiring", "key_activated", "key_retired"));
    }

    @Test
    void aRetiredKeyIsSweptAfterAWhile() {
        String old = keys.active(ES256).kid();
        rotation.replace(List.of(ES256));
        clock.advance(KeyTimes.MEMORY.minus(SECOND));
        sweep.run();
        assertThat(states(old)).containsExactly("retired");
        clock.advance(SECOND.multipliedBy(2));
        sweep.run();
        assertThat(states(old)).isEmpty();
    }

    @Test
    void ofSeveralSchedulersOneRotates() throws Exception {
        clock.advance(ROTATION.multipliedBy(2));
        List<Node> started = Race.of(6, () -> nodes.start(BY_SCHEDULE));
        Race.of(6, () -> {
            started.forEach(node -> node.rotation().follow());
            return null;
        });
        for (SigningAlgorithm algorithm : keys.algorithms()) {
            assertThat(kids(started.getFirst(), algorithm)).as(algorithm.wire()).hasSize(2);
        }
    }

    @Test
    void anotherNodeHearsOfItAtOnce() {
        Node elsewhere = nodes.start(Map.of());
        elsewhere.rotation().rotate(List.of(ES256));
        String next = kids(elsewhere, ES256).getLast();
        // the clock stands still: this node did not look, it was told
        await().until(() -> keys.known().keys().containsKey(next));
        given().get("/jwks").then().body("keys.kid.flatten().join(' ')", containsString(next));
    }

    @Test
    void aNodeThatHearsNothingChangesOverWithTheOthers() {
        Node deaf = nodes.start(Map.of());
        rotation.rotate(List.of(ES256));
        clock.advance(KeyTimes.SIGNING.plus(SECOND));
        String before = deaf.keys().active(ES256).kid();
        assertThat(kids(deaf, ES256)).as("it looked before it signed").hasSize(2);
        assertThat(before).isEqualTo(keys.active(ES256).kid());
        clock.advance(LEAD);
        assertThat(deaf.keys().active(ES256).kid())
                .isNotEqualTo(before)
                .isEqualTo(keys.active(ES256).kid());
    }

    @Test
    void aNodeThatCannotLookSignsNothing() throws SQLException {
        Node deaf = nodes.start(Map.of());
        clock.advance(KeyTimes.SIGNING);
        SigningPair pair = deaf.keys().active(ES256);
        clock.advance(SECOND);
        database.away(() -> {
            assertThatThrownBy(() -> deaf.keys().active(ES256)).isInstanceOf(RuntimeException.class);
            assertThat(deaf.keys().verification(pair.kid()))
                    .as("but knows what it knew")
                    .isPresent();
        });
        assertThat(deaf.keys().active(ES256)).isSameAs(pair);
    }

    @Test
    void aNodeThatCannotLookForLongIsOutOfService() {
        Node deaf = nodes.start(Map.of());
        clock.advance(KeyTimes.SERVICE);
        assertThat(new KeysReady(deaf.keys()).call().getStatus()).isEqualTo(Status.UP);
        clock.advance(SECOND);
        assertThat(new KeysReady(deaf.keys()).call().getStatus()).isEqualTo(Status.DOWN);
        deaf.rotation().follow();
        assertThat(new KeysReady(deaf.keys()).call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aClockThatWasSetBackMakesKnowledgeOld() {
        clock.advance(Duration.ofHours(1));
        Node deaf = nodes.start(Map.of());
        rotation.rotate(List.of(ES256));
        clock.advance(Duration.ofHours(-1));
        deaf.keys().active(ES256);
        assertThat(kids(deaf, ES256)).hasSize(2);
    }

    @Test
    void keysInWrongHandsEndAtOnceOnEveryNode() {
        rotation.rotate(List.of(ES256));
        Node deaf = nodes.start(Map.of());
        String active = keys.active(ES256).kid();
        List<String> before = kids(deaf, ES256);
        assertThat(before).hasSize(2).contains(active);

        rotation.replace(List.of(ES256));

        String replacement = keys.active(ES256).kid();
        assertThat(before).doesNotContain(replacement);
        assertThat(before).allSatisfy(kid -> assertThat(keys.verification(kid)).isEmpty());
        given().get("/jwks").then().body("keys.findAll { it.alg == 'ES256' }.kid", equalTo(List.of(replacement)));
        assertThat(query("select count(*) from signing_keys where alg = 'ES256' and private_sealed is not null"))
                .containsExactly(1L);
        // an unknown key lets the other node look
        clock.advance(SECOND.plusMillis(1));
        assertThat(deaf.keys().verification(replacement)).isPresent();
        assertThat(before)
                .allSatisfy(kid -> assertThat(deaf.keys().verification(kid)).isEmpty());
        assertThat(deaf.keys().active(ES256).kid()).isEqualTo(replacement);
    }

    @Test
    void strangersKeysLetANodeLookOnceASecond() {
        Node deaf = nodes.start(Map.of());
        Map<String, Object> known = deaf.keys().jwks();
        rotation.rotate(List.of(ES256));
        clock.advance(SECOND);
        deaf.keys().verification("made-up");
        assertThat(deaf.keys().jwks()).isSameAs(known);
        clock.advance(Duration.ofMillis(1));
        deaf.keys().verification("made-up");
        assertThat(deaf.keys().jwks()).isNotSameAs(known);
    }

    @Test
    void anAddedAlgorithmHasItsKeyAtOnceAndEveryNodePublishesIt() {
        Node elsewhere = nodes.start(WITH_ES384);
        String kid = elsewhere.keys().active(ES384).kid();
        assertThat(keys.algorithms()).doesNotContain(ES384);
        await().until(() -> keys.known().keys().containsKey(kid));
        assertThat(elsewhere.keys().ready()).isTrue();
    }

    @Test
    void aProfileWithNothingButSignedResponsesNeedsAKeyForThem() {
        Map<String, Object> members = new HashMap<>(
                Map.of("id_token_signed_response_alg", "ES256", "access_token_signed_response_alg", "ES256"));
        SignatureDemands demands = new SignatureDemands(nodes.start(WITH_ES384).keys());
        assertThat(demands.unmet(ClientMetadata.of(members), name -> false)).isEmpty();
        members.put("profile", "fapi2");
        assertThat(demands.unmet(ClientMetadata.of(members), name -> false)).isEmpty();
        members.put("profile", "fapi2-message-signing");
        assertThat(demands.unmet(ClientMetadata.of(members), name -> false))
                .containsOnlyKeys(ClientMetadataField.AUTHORIZATION_SIGNED_RESPONSE_ALG);
    }

    @Test
    void anAlgorithmRetiresWhenNoNodeHasWantedItForAWhile() {
        Node wanting = nodes.start(WITH_ES384);
        String kid = wanting.keys().active(ES384).kid();
        clock.advance(KeyTimes.LEASE.minus(SECOND));
        wanting.rotation().follow();
        clock.advance(KeyTimes.LEASE.minus(SECOND));
        rotation.follow();
        assertThat(states(kid)).as("one node wants it").containsExactly("active");
        clock.advance(SECOND);
        rotation.follow();
        assertThat(states(kid)).containsExactly("retiring");
        assertThat(keys.verification(kid)).isPresent();
        clock.advance(Node.LIFETIME.plus(KeyTimes.FOLLOW));
        rotation.follow();
        assertThat(states(kid)).containsExactly("retired");
    }

    @Test
    void aKeyStaysForTheLongestLifeOfAnythingThatItSigned() {
        Duration once = Duration.ofHours(3);
        nodes.start(Map.of(), once);
        Node now = nodes.start(Map.of(), SECOND);
        String old = now.keys().active(ES256).kid();
        now.rotation().rotate(List.of(ES256));
        clock.advance(LEAD);
        now.rotation().follow();
        assertThat(states(old)).containsExactly("retiring");
        clock.advance(once.plus(KeyTimes.FOLLOW).minus(SECOND));
        now.rotation().follow();
        assertThat(states(old)).containsExactly("retiring");
        clock.advance(SECOND);
        now.rotation().follow();
        assertThat(states(old)).containsExactly("retired");
    }

    @Test
    void theLifetimesOfResourcesCount() {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "insert into resources (identifier, access_token_lifetime) values ('https://slow', 7200)")
                .executeUpdate());
        try {
            clock.advance(Duration.ofSeconds(3));
            rotation.follow();
            assertThat(query("select distinct longest_lifetime from signing_keys where state = 'active'"))
                    .containsExactly(7200L);
        } finally {
            database.execute("delete from resources where identifier = 'https://slow'");
        }
    }

    @Test
    void theCommandTellsWhatItDid() {
        String signing = keys.active(ES256).kid();
        String done = command.carryOut(new RotateKeys(false, List.of("ES256", "EdDSA")));
        String next = kids(ES256).getLast();
        assertThat(done.lines())
                .hasSize(2)
                .first()
                .isEqualTo("ES256: " + next + " is published, and signs from "
                        + keys.known().keys().get(next).life().activatesAt() + " on");
        assertThat(command.carryOut(new RotateKeys(false, List.of("ES256", "EdDSA"))))
                .as("again")
                .isEqualTo(done);
        assertThat(keys.active(ES256).kid()).isEqualTo(signing);

        String replaced = command.carryOut(new RotateKeys(true, List.of("ES256")));
        assertThat(replaced).isEqualTo("ES256: " + keys.active(ES256).kid() + " signs");
        assertThat(kids(ES256)).doesNotContain(signing, next).hasSize(1);
    }

    @Test
    void theCommandRotatesEveryAlgorithmWhereNoneIsNamedAndNoneThatIsNotThere() {
        assertThat(command.carryOut(new RotateKeys(false, List.of())).lines())
                .hasSize(keys.algorithms().size() + 2) // and the keys to encrypt to
                .allMatch(line -> line.contains("is published"));
        for (String wrong : List.of("ES384", "HS256", "es256", "none")) {
            assertThatThrownBy(() -> command.carryOut(new RotateKeys(true, List.of("ES256", wrong))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("There are no keys for " + wrong + "; there are for RS256, PS256, ES256, EdDSA");
        }
    }

    @Test
    void metricsTellAgeAndStates() {
        rotation.rotate(List.of(ES256));
        rotation.replace(List.of(SigningAlgorithm.EDDSA));
        clock.advance(Duration.ofSeconds(77));
        given().get("/q/metrics")
                .then()
                .body(containsString("limen_keys_age_seconds{alg=\"EdDSA\"} 77.0"))
                .body(containsString("limen_keys{state=\"next\"} 1.0"))
                .body(containsString("limen_keys{state=\"active\"} 4.0"))
                .body(containsString("limen_keys{state=\"retiring\"} 0.0"));
    }

    private List<String> kids(SigningAlgorithm algorithm) {
        return kids(keys, algorithm);
    }

    private static List<String> kids(Node node, SigningAlgorithm algorithm) {
        return kids(node.keys(), algorithm);
    }

    private static List<String> kids(Keys keys, SigningAlgorithm algorithm) {
        return keys.known().lives().stream()
                .filter(life -> life.algorithm() == algorithm)
                .map(KeyLife::kid)
                .toList();
    }

    private List<Object> states(String... kids) {
        return Stream.of(kids)
                .flatMap(kid -> query("select state from signing_keys where kid = '" + kid + "'").stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Object> query(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(sql).getResultList());
    }
}
