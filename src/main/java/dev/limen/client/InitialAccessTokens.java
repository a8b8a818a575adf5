package dev.limen.client;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The tokens that let clients register, each for so many clients and for so long (RFC 7591, section 3). */
@ApplicationScoped
public class InitialAccessTokens {

    private final Tokens tokens;
    private final Clock clock;
    private final Sweep sweep;

    InitialAccessTokens(Tokens tokens, Clock clock, Sweep sweep) {
        this.tokens = tokens;
        this.clock = clock;
        this.sweep = sweep;
    }

    /** Makes one; only its hash is stored. */
    @Transactional
    public OpaqueToken mint(int uses, Duration lifetime) {
        OpaqueToken value = tokens.next();
        InitialAccessToken token = new InitialAccessToken();
        token.hash = value.hash();
        token.usesLeft = uses;
        token.createdAt = clock.instant();
        token.expiresAt = token.createdAt.plus(lifetime);
        token.persist();
        return value;
    }

    /** Whether a client could be registered with it now. */
    @Transactional
    public boolean live(OpaqueToken token) {
        return InitialAccessToken.live(token, clock.instant());
    }

    /** Takes one of its uses, within the caller's transaction; false if none is left or its time is over. */
    @Transactional
    public boolean use(OpaqueToken token) {
        return InitialAccessToken.use(token, clock.instant());
    }

    /** Ends all of them, and says how many there were. */
    @Transactional
    public long endAll() {
        Instant now = clock.instant();
        long live = InitialAccessToken.count("usesLeft > 0 and expiresAt > ?1", now);
        InitialAccessToken.deleteAll();
        return live;
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void over() {
        sweep.delete("initial_access_tokens", "expires_at < ?", clock.instant());
    }
}
