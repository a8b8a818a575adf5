package dev.limen.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.RelyingParty;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** What clients were told with 200, and what they were told instead. */
final class Ledger {

    private final URI provider;
    private final Map<String, RelyingParty> held = new ConcurrentHashMap<>();
    private final Map<String, RelyingParty> renewable = new ConcurrentHashMap<>();
    private final Map<String, RelyingParty> revoked = new ConcurrentHashMap<>();
    private final Map<String, RelyingParty> ended = new ConcurrentHashMap<>();
    private final Set<Refusal> refusals = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    /** An answer other than the one that was hoped for. */
    record Refusal(String path, int status, boolean retryAfter) {}

    Ledger(URI provider) {
        this.provider = provider;
    }

    /** An access token that was answered. */
    void holds(RelyingParty client, String accessToken) {
        held.put(accessToken, client);
    }

    /** A refresh token that was answered. */
    void mayRenew(RelyingParty client, String refreshToken) {
        renewable.put(refreshToken, client);
    }

    /** Nothing is known of a token whose revocation or use is under way. */
    void doubts(String token) {
        held.remove(token);
        renewable.remove(token);
    }

    /** An access token whose revocation was answered. */
    void hasRevoked(RelyingParty client, String accessToken) {
        revoked.put(accessToken, client);
    }

    /** A refresh token whose revocation was answered. */
    void hasEnded(RelyingParty client, String refreshToken) {
        ended.put(refreshToken, client);
    }

    void refused(Refusal refusal) {
        refusals.add(refusal);
        refused.incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    /** Whether there is some of everything, so that there is something to lose. */
    boolean isRich() {
        return held.size() >= 40 && renewable.size() >= 20 && revoked.size() >= 20 && ended.size() >= 10;
    }

    int entries() {
        return held.size() + revoked.size();
    }

    int countRefused() {
        return refused.get();
    }

    int countUnanswered() {
        return unanswered.get();
    }

    Set<Refusal> refusals() {
        return Set.copyOf(refusals);
    }

    /** Every promise is kept: what was issued works, what was revoked does not. */
    void assertKept() {
        assertThat(failures).isEmpty();
        assertThat(broken(held, (token, _) -> userinfo(token), 200))
                .as("access tokens, of " + held.size())
                .isZero();
        assertThat(broken(revoked, (token, _) -> userinfo(token), 401))
                .as("revoked access tokens, of " + revoked.size())
                .isZero();
        assertThat(broken(ended, (token, client) -> client.refresh(token).statusCode(), 400))
                .as("revoked refresh tokens, of " + ended.size())
                .isZero();
        assertThat(broken(renewable, (token, client) -> client.refresh(token).statusCode(), 200))
                .as("refresh tokens, of " + renewable.size())
                .isZero();
    }

    private static long broken(
            Map<String, RelyingParty> tokens, BiFunction<String, RelyingParty, Integer> status, int promised) {
        return tokens.entrySet().parallelStream()
                .filter(token -> status.apply(token.getKey(), token.getValue()) != promised)
                .count();
    }

    private int userinfo(String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .get(provider.resolve("/userinfo"))
                .statusCode();
    }
}
