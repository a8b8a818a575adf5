package dev.limen.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.jose.Expectation;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.JwtVerifier;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.VerificationKey;
import dev.limen.json.StrictJson;
import dev.limen.support.Database;
import dev.limen.support.Provider;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Keys are rotated as fast as they may be, while two nodes sign without a pause: this one, and one that hears no
 * notification. Verifiers fetch the key set of one node, keep it for as long as it says, and never ask in between. No
 * token may be refused from its signature to its end.
 */
@QuarkusTest
class RotationUnderLoadTest {

    private static final int ROTATIONS = 200;
    private static final SigningAlgorithm ALGORITHM = SigningAlgorithm.ES256;
    private static final String ISSUER = "https://id.example.com";

    /** Time goes by in such steps; a node that looks once in each is late by all of it. */
    private static final Duration STEP = Duration.ofSeconds(30);

    /** Tokens of each node in a step: as many as two cores make in the time that a test may take. */
    private static final int TOKENS = 4;

    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");

    @Inject
    Keys keys;

    @Inject
    KeyRotation rotation;

    @Inject
    Node.Factory nodes;

    @Inject
    JwtSigner signer;

    @Inject
    JwtVerifier verifier;

    @Inject
    StrictJson json;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Signed> living = new ConcurrentLinkedQueue<>();
    private final Set<String> signers = ConcurrentHashMap.newKeySet();
    private final Semaphore load = new Semaphore(0);

    private record Signed(String jwt, Instant end) {}

    private record Fetched(Map<String, VerificationKey> keys, Instant until) {}

    private interface Source {
        Fetched fetch() throws Exception;
    }

    /** Keeps what it fetched for as long as it may, whatever it is asked for. */
    private final class CachingVerifier {
        private final Source source;
        private Fetched cached = new Fetched(Map.of(), Instant.MIN);

        CachingVerifier(Source source) {
            this.source = source;
        }

        synchronized void verify(String jwt) throws Exception {
            if (!clock.instant().isBefore(cached.until())) {
                cached = source.fetch();
            }
            Expectation expected = Expectation.of(
                    ISSUER, "JWT", kid -> Optional.ofNullable(cached.keys().get(kid)));
            verifier.verify(jwt, expected);
        }
    }

    @AfterEach
    void beginAnew() {
        clock.reset();
        database.execute("delete from signing_keys where alg = 'ES256'");
        rotation.follow();
    }

    @Test
    void noTokenIsRefusedInTwoHundredRotations() throws Exception {
        clock.stop();
        Node deaf = nodes.start(Map.of());
        List<CachingVerifier> verifiers =
                List.of(new CachingVerifier(this::overHttp), new CachingVerifier(() -> from(deaf.keys())));
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (Keys node : List.of(keys, deaf.keys())) {
                    threads.submit(() -> sign(node, verifiers, over));
                }
                for (int i = 0; i < ROTATIONS && failures.isEmpty(); i++) {
                    rotateOnce(i % 2 == 0 ? rotation : deaf.rotation(), deaf, verifiers);
                }
            } finally {
                over.set(true);
                load.release(2);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(signers).hasSizeGreaterThanOrEqualTo(ROTATIONS);
    }

    private void rotateOnce(KeyRotation where, Node deaf, List<CachingVerifier> verifiers) {
        String before = keys.active(ALGORITHM).kid();
        where.rotate(List.of(ALGORITHM));
        while (keys.active(ALGORITHM).kid().equals(before)) {
            load.release(2 * TOKENS);
            clock.advance(STEP);
            verifyEnding(verifiers);
            rotation.follow();
            deaf.rotation().follow();
        }
    }

    /** Each token is verified again in the last step before its end; the end itself belongs to nobody. */
    private void verifyEnding(List<CachingVerifier> verifiers) {
        Instant now = clock.instant();
        living.removeIf(signed -> !signed.end().isAfter(now));
        living.stream()
                .filter(signed -> !signed.end().isAfter(now.plus(STEP)))
                .forEach(signed -> verifiers.forEach(v -> verify(v, signed)));
    }

    private void sign(Keys node, List<CachingVerifier> verifiers, AtomicBoolean over) {
        while (!over.get()) {
            try {
                load.acquire();
                Instant now = clock.instant();
                var pair = node.active(ALGORITHM);
                Instant end = now.plus(Node.LIFETIME);
                String jwt = signer.sign(
                        Map.of("iss", ISSUER, "iat", now.getEpochSecond(), "exp", end.getEpochSecond()), "JWT", pair);
                Signed signed = new Signed(jwt, Instant.ofEpochSecond(end.getEpochSecond()));
                signers.add(pair.kid());
                verifiers.forEach(v -> verify(v, signed));
                living.add(signed);
            } catch (RuntimeException | InterruptedException e) {
                failures.add("not signed: " + e);
            }
        }
    }

    private void verify(CachingVerifier verifier, Signed signed) {
        try {
            verifier.verify(signed.jwt());
        } catch (InvalidJwtException e) {
            if (signed.end().isAfter(clock.instant())) {
                failures.add("refused: " + e.getMessage());
            }
        } catch (Exception e) {
            failures.add("not verified: " + e);
        }
    }

    private Fetched overHttp() throws Exception {
        URI address = Provider.uri().resolve("/jwks");
        Instant now = clock.instant();
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        Matcher age =
                MAX_AGE.matcher(answer.headers().firstValue("Cache-Control").orElseThrow());
        assertThat(age.find()).isTrue();
        return new Fetched(parsed(json.object(answer.body())), now.plusSeconds(Long.parseLong(age.group(1))));
    }

    private Fetched from(Keys node) {
        return new Fetched(parsed(node.jwks()), clock.instant().plus(Duration.ofMinutes(5)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, VerificationKey> parsed(Map<String, Object> jwks) {
        Map<String, VerificationKey> keys = new HashMap<>();
        for (Map<String, Object> jwk : new ArrayList<>((List<Map<String, Object>>) jwks.get("keys"))) {
            SigningAlgorithm.of(String.valueOf(jwk.get("alg")))
                    .ifPresent(algorithm -> keys.put(jwk.get("kid").toString(), VerificationKey.of(algorithm, jwk)));
        }
        return keys;
    }
}
