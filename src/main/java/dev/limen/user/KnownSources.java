package dev.limen.user;

import dev.limen.storage.NativeWrite;
import dev.limen.throttle.BucketKey;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.SourceAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;

/** Which browsers and addresses signed in to which account before. */
@ApplicationScoped
class KnownSources {

    /** A browser proves itself with 256 random bits; it stays known for as long as its cookie may live. */
    private static final Duration BROWSER = Duration.ofDays(365);

    /** Addresses pass from hand to hand. */
    private static final Duration ADDRESS = Duration.ofDays(30);

    private static final String KNOWN = "select count(*) from known_sources where key = ?1 and expires_at > ?2";
    private static final String REMEMBER = """
            insert into known_sources as k (key, expires_at) values (?1, ?2)
            on conflict (key) do update set expires_at = greatest(k.expires_at, excluded.expires_at)
            """;

    private final EntityManager database;
    private final BucketKeys keys;

    KnownSources(EntityManager database, BucketKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    boolean knowsBrowser(String account, Source source, Instant now) {
        return source.browser()
                .map(browser -> known(keys.of(Kind.ACCOUNT_AND_BROWSER, account, browser.reveal()), now))
                .orElse(false);
    }

    boolean knowsAddress(String account, Source source, Instant now) {
        return known(keys.of(Kind.ACCOUNT_AND_ADDRESS, account, SourceAddress.of(source.address())), now);
    }

    void remember(String account, Source source, Instant now) {
        remember(keys.of(Kind.ACCOUNT_AND_ADDRESS, account, SourceAddress.of(source.address())), now.plus(ADDRESS));
        source.browser()
                .ifPresent(browser ->
                        remember(keys.of(Kind.ACCOUNT_AND_BROWSER, account, browser.reveal()), now.plus(BROWSER)));
    }

    private boolean known(BucketKey key, Instant now) {
        Number rows = (Number) database.createNativeQuery(KNOWN, Long.class)
                .setParameter(1, key.hash())
                .setParameter(2, now)
                .getSingleResult();
        return rows.longValue() > 0;
    }

    private void remember(BucketKey key, Instant until) {
        NativeWrite.of(database, REMEMBER, "known_sources")
                .setParameter(1, key.hash())
                .setParameter(2, until)
                .executeUpdate();
    }
}
