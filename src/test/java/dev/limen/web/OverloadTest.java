package dev.limen.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.limen.config.LimenConfig;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** All threads are at work, and as many requests wait for one as may. */
@QuarkusTest
class OverloadTest {

    @Inject
    LimenConfig config;

    @Inject
    MeterRegistry meters;

    @Inject
    Backlog backlog;

    @ConfigProperty(name = "quarkus.thread-pool.max-threads")
    int threads;

    private final RelyingParty web = RelyingParty.web(Provider.uri());

    @Test
    void whatFindsNoRoomIsToldToComeBackInTheShapeOfItsChannel() throws InterruptedException {
        double before = refused();
        try (Busy busy = new Busy(config.load().waiting())) {
            assertUnavailable(web.refresh("none").then()).header("Cache-Control", equalTo("no-store"));
            assertUnavailable(given().header("Origin", "https://app.example.com")
                    .auth()
                    .oauth2("none")
                    .get("/userinfo")
                    .then());
            given().get("/authorize")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body(containsString("data-page=\"error\""));
        }
        assertThat(refused()).isEqualTo(before + 3);
        web.refresh("none").then().statusCode(400);
    }

    @Test
    void whatNeedsNoThreadIsAnswered() throws InterruptedException {
        try (Busy busy = new Busy(config.load().waiting())) {
            given().get("/.well-known/openid-configuration").then().statusCode(200);
            given().get("/jwks").then().statusCode(200);
            given().get("/q/health/live").then().statusCode(200);
        }
    }

    @Test
    void whoFindsRoomWaits() throws InterruptedException {
        AtomicInteger status = new AtomicInteger();
        Thread waiting;
        try (Busy busy = new Busy(config.load().waiting() - 1)) {
            waiting = Thread.ofVirtual()
                    .start(() -> status.set(web.refresh("none").statusCode()));
            await().until(() -> backlog.waiting() >= config.load().waiting());
            assertThat(status.get()).isZero();
        }
        waiting.join();
        assertThat(status.get()).isEqualTo(400);
    }

    private double refused() {
        return meters.counter("limen.requests.refused").count();
    }

    private static ValidatableResponse assertUnavailable(ValidatableResponse answer) {
        return answer.statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error", equalTo("temporarily_unavailable"));
    }

    /** Each thread has something to do, and so many things wait. */
    private final class Busy implements AutoCloseable {

        private final int waiting;
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(threads);

        private Busy(int waiting) throws InterruptedException {
            this.waiting = waiting;
            for (int i = 0; i < threads; i++) {
                ExecutorRecorder.getCurrent().execute(this::work);
            }
            begun.await();
            for (int i = 0; i < waiting; i++) {
                backlog.enter();
            }
        }

        private void work() {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            end.countDown();
            for (int i = 0; i < waiting; i++) {
                backlog.leave();
            }
            await().until(() -> backlog.waiting() == 0);
        }
    }
}
