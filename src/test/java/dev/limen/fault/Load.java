package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.fault.Ledger.Refusal;
import dev.limen.support.People;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** People and clients at work, without a pause: codes, tokens, refreshes and revocations, all of it kept in a ledger. */
final class Load implements AutoCloseable {

    private final AtomicBoolean working = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Ledger ledger;
    private final List<Worker> workers;

    private Load(URI provider) {
        this.ledger = new Ledger(provider);
        this.workers = List.of(
                new Worker(provider, RelyingParty.intranet(provider), People.ALICE),
                new Worker(provider, RelyingParty.intranet(provider), People.BOB),
                new Worker(provider, RelyingParty.opaque(provider), People.ALICE),
                new Worker(provider, RelyingParty.opaque(provider), People.BOB));
        workers.forEach(threads::execute);
    }

    static Load on(URI provider) {
        return new Load(provider);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Waits until there is something to lose. */
    void awaitRich() {
        await().atMost(Duration.ofMinutes(2)).until(ledger::isRich);
    }

    /** Ends the work, and returns when each answer that is under way has come or failed. */
    void stop() {
        working.set(false);
        threads.close();
    }

    void assertEverybodyIsStillSignedIn() {
        assertThat(workers).allMatch(Worker::isSignedIn);
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends a round, as there is nothing to go on with. */
    private static final class RoundOver extends RuntimeException {
        private RoundOver() {
            super(null, null, false, false);
        }
    }

    private final class Worker implements Runnable {

        private final RelyingParty client;
        private final People person;
        private final UserAgent browser;
        private int round;

        private Worker(URI provider, RelyingParty client, People person) {
            this.client = client;
            this.person = person;
            this.browser = new UserAgent(provider);
        }

        @Override
        public void run() {
            while (working.get()) {
                try {
                    work(round++ % 3);
                } catch (RoundOver refused) {
                    // is in the ledger
                } catch (Throwable failure) {
                    note(failure);
                }
            }
        }

        /** The HTTP client of the tests throws its checked exceptions unseen. */
        private void note(Throwable failure) {
            if (failure instanceof IOException || failure instanceof UncheckedIOException) {
                ledger.unanswered();
            } else {
                ledger.failed(failure);
            }
        }

        private void work(int kind) {
            Request request = client.request("openid");
            JsonPath first =
                    answered("/token", request.redeem(authorize(request))).jsonPath();
            String access = first.getString("access_token");
            ledger.holds(client, access);
            JsonPath second = answered("/token", client.refresh(first.getString("refresh_token")))
                    .jsonPath();
            String renewed = second.getString("access_token");
            String refresh = second.getString("refresh_token");
            ledger.holds(client, renewed);
            ledger.mayRenew(client, refresh);
            if (kind == 1) {
                ledger.doubts(renewed);
                revoke(renewed);
                ledger.hasRevoked(client, renewed);
            } else if (kind == 2) {
                List.of(access, renewed, refresh).forEach(ledger::doubts);
                revoke(refresh);
                ledger.hasRevoked(client, access);
                ledger.hasRevoked(client, renewed);
                ledger.hasEnded(client, refresh);
            }
        }

        private Map<String, String> authorize(Request request) {
            Visit visit = browser.get(request.uri());
            if (visit.page().equals("login")) {
                visit = person.signIn(browser, visit);
            }
            if (!visit.elsewhere()) {
                boolean retryAfter =
                        visit.response().headers().firstValue("Retry-After").isPresent();
                throw over(new Refusal("/authorize", visit.status(), retryAfter));
            }
            return RelyingParty.answer(visit);
        }

        private void revoke(String token) {
            answered("/revoke", client.post("/revoke", Map.of("token", token)));
        }

        private Response answered(String path, Response answer) {
            if (answer.statusCode() != 200) {
                throw over(new Refusal(path, answer.statusCode(), answer.header("Retry-After") != null));
            }
            return answer;
        }

        private RoundOver over(Refusal refusal) {
            ledger.refused(refusal);
            return new RoundOver();
        }

        private boolean isSignedIn() {
            return browser.get(client.request("openid").uri()).elsewhere();
        }
    }
}
