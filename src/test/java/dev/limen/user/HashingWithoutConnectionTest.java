package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.Secret;
import dev.limen.support.FewConnections;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With few connections in the pool and one place for a hash, whoever holds the one while waiting for the other is found out. */
@QuarkusTest
@TestProfile(FewConnections.class)
class HashingWithoutConnectionTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    Users users;

    @Inject
    PasswordHashing hashing;

    @Inject
    HashingGate gate;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void holdsNoConnectionWhileAPasswordIsHashed() throws Exception {
        String name = "user-" + UUID.randomUUID();
        PasswordHash hash = hashing.hash(Secret.of("tangerine kettle"));
        QuarkusTransaction.requiringNew()
                .run(() -> users.password(users.add(Username.of(name).orElseThrow(), Optional.empty()), hash));
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> gate.run(() -> waitFor(release)), threads);
        await().until(() -> gate.free() == 0);
        List<CompletableFuture<SignIn>> signIns = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> users.verify(name, Secret.of("tangerine kettle"), Sources.freshBrowser()), threads))
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

    private static boolean waitFor(CountDownLatch release) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
