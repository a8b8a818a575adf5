package dev.limen.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.Secret;
import dev.limen.support.FewConnections;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * With few connections in the pool, few worker threads and one place for a hash, whoever holds one of them while waiting for
 * another is found out.
 */
@QuarkusTest
@TestProfile(FewConnections.class)
class HashingWithoutConnectionTest {

    private static final String PASSWORD = "tangerine kettle";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    Users users;

    @Inject
    PasswordHashing hashing;

    @Inject
    HashingGate gate;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void holdsNoConnectionWhileAPasswordIsHashed() throws Exception {
        String name = people(1).getFirst();
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> gate.run(() -> waitFor(release)), threads);
        await().until(() -> gate.free() == 0);
        List<CompletableFuture<SignIn>> signIns = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> users.verify(name, Secret.of(PASSWORD), Sources.freshBrowser()), threads))
                .limit(FewConnections.CONNECTIONS)
                .toList();
        await().until(() -> gate.waiting() == FewConnections.CONNECTIONS);
        assertThat(QuarkusTransaction.requiringNew().call(() -> users.byUsername(name)))
                .as("a connection is free")
                .isPresent();
        release.countDown();
        for (CompletableFuture<SignIn> signIn : signIns) {
            assertThat(signIn.get()).isInstanceOf(SignIn.Welcome.class);
        }
        holder.get();
    }

    /** As many sign-ins as there are worker threads: half of them wait, and the others are told to come back. */
    @Test
    void servesOthersWhilePasswordsWait() throws Exception {
        List<String> names = people(FewConnections.WORKERS);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> gate.run(() -> waitFor(release)), threads);
        await().until(() -> gate.free() == 0);
        List<CompletableFuture<Visit>> signIns = names.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> signIn(name), threads))
                .toList();
        await().until(() -> gate.waiting() == FewConnections.WORKERS / 2);
        await().until(() -> signIns.stream().filter(CompletableFuture::isDone).count() == FewConnections.WORKERS / 2);
        assertThat(CompletableFuture.supplyAsync(HashingWithoutConnectionTest::othersAreServed, threads)
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
        for (CompletableFuture<Visit> refused :
                signIns.stream().filter(CompletableFuture::isDone).toList()) {
            assertThat(refused.get().status()).isEqualTo(503);
            assertThat(refused.get().response().headers().firstValue("Retry-After"))
                    .contains("60");
        }
        release.countDown();
        holder.get();
        long welcome =
                signIns.stream().filter(visit -> visit.join().elsewhere()).count();
        assertThat(welcome).isEqualTo(FewConnections.WORKERS / 2);
    }

    /** What a sign-in costs is one hash, whether the password is right, wrong or nobody's. */
    @Test
    void hashesOnceInASignIn() {
        String name = people(1).getFirst();
        long before = hashes();
        assertThat(signIn(name).elsewhere()).isTrue();
        assertThat(hashes() - before).isEqualTo(1);
        assertThat(users.verify(name, Secret.of("another kettle"), Sources.freshBrowser()))
                .isInstanceOf(SignIn.Refused.class);
        assertThat(hashes() - before).isEqualTo(2);
        assertThat(users.verify("nobody-" + UUID.randomUUID(), Secret.of(PASSWORD), Sources.freshBrowser()))
                .isInstanceOf(SignIn.Refused.class);
        assertThat(hashes() - before).isEqualTo(3);
    }

    private List<String> people(int number) {
        PasswordHash hash = hashing.hash(Secret.of(PASSWORD));
        List<String> names =
                Stream.generate(() -> "user-" + UUID.randomUUID()).limit(number).toList();
        QuarkusTransaction.requiringNew()
                .run(() -> names.forEach(
                        name -> users.password(users.add(Username.of(name).orElseThrow(), Optional.empty()), hash)));
        return names;
    }

    private static Visit signIn(String name) {
        UserAgent browser = new UserAgent(Provider.uri());
        Visit login = browser.get(
                RelyingParty.intranet(Provider.uri()).request("openid").uri());
        return browser.press(login, "#sign-in", Map.of("username", name, "password", PASSWORD));
    }

    private static boolean othersAreServed() {
        given().get("/.well-known/openid-configuration").then().statusCode(200);
        RelyingParty.robot(Provider.uri())
                .post("/token", Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(200);
        return true;
    }

    private long hashes() {
        return meters.timer("limen.password.hash").count();
    }

    private static boolean waitFor(CountDownLatch release) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
