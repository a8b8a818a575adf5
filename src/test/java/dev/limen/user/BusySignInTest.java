package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SmallLimits;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallLimits.class)
class BusySignInTest {

    @Inject
    HashingGate gate;

    @Test
    void whoeverWaitsInVainIsToldToComeBackAndNothingIsCounted() throws Exception {
        UserAgent browser = new UserAgent(Provider.uri());
        Visit login = browser.get(
                RelyingParty.intranet(Provider.uri()).request("openid").uri());
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> gate.run(() -> waitFor(release)));
        await().until(() -> gate.free() == 0);
        for (int i = 0; i < 10; i++) {
            Visit busy = People.ALICE.signIn(browser, login);
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.response().headers().firstValue("Retry-After")).contains("1");
            assertThat(busy.page()).isEqualTo("login");
            assertThat(busy.alert()).isNotEmpty();
        }
        release.countDown();
        holder.get();
        assertThat(People.ALICE.signIn(browser, login).elsewhere()).isTrue();
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
