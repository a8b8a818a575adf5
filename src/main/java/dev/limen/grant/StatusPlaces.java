package dev.limen.grant;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.storage.NativeWrite;
import dev.limen.storage.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Gives every JWT access token a place of its own in the status lists, and ends places. A place is written down with its
 * grant before its token is handed out, so that the end of the grant reaches it.
 *
 * <p>Tokens of a grant that serves many requests, a standing or a derived one, share a row: places are reserved for it in
 * blocks, as such a token must not cost a write.
 */
@ApplicationScoped
public class StatusPlaces {

    static final String CHANNEL = "status";

    private static final OAuthError OVER = new OAuthError(
            ErrorCode.INVALID_GRANT, "the grant is unknown, expired or was revoked", "RFC 6749, section 5.2");

    /** How many places a node takes at a time: the increment of the sequence. */
    private static final int CHUNK = 1024;

    /** A block is used for so long; a busy client gets larger ones. */
    private static final Duration BLOCK_LIFE = Duration.ofMinutes(1);

    private static final int FIRST_BLOCK = 16;

    /** So many clients have a block in memory; beyond, all begin anew. */
    private static final int MOST_BLOCKS = 10_000;

    private static final String ENTRY = """
            with live as (select id from grants where id = ?3 and revoked_at is null for share)
            insert into status_entries (first, count, grant_id, expires_at) select ?1, ?2, id, ?4 from live
            """;

    /** How many of these grants live, none of which can end before the transaction does. */
    private static final String LIVING = """
            select count(*) from (select id from grants where id = any(?1) and revoked_at is null for share) living
            """;

    private static final String REVOKED = """
            insert into status_revoked (first, count, expires_at) values (?1, 1, ?2) on conflict do nothing
            """;

    private final EntityManager database;
    private final TransactionSynchronizationRegistry transaction;
    private final Notifications notifications;
    private final Clock clock;
    private final ConcurrentMap<UUID, Block> blocks = new ConcurrentHashMap<>();
    private Range chunk = new Range(0, 0);

    /** Places that nobody has yet. */
    private record Range(long first, int count) {}

    StatusPlaces(
            EntityManager database,
            TransactionSynchronizationRegistry transaction,
            Notifications notifications,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * A place for a token of this grant that ends at {@code expiresAt}. Runs in the caller's transaction, and holds up an
     * end of the grant until that is over.
     *
     * @throws OAuthException {@code invalid_grant} if the grant has just been ended
     */
    public StatusPlace next(Grant grant, Instant expiresAt) {
        if (grant.standing || grant.lineage != null) {
            return ofBlock(grant, expiresAt);
        }
        Range place = take(1);
        enter(grant, place, expiresAt);
        return new StatusPlace(place.first());
    }

    /** Ends the place of one token, which ends by itself at {@code expiresAt}. Runs in the caller's transaction. */
    public void revoke(StatusPlace place, Instant expiresAt) {
        NativeWrite.of(database, REVOKED, "status_revoked")
                .setParameter(1, place.number())
                .setParameter(2, expiresAt)
                .executeUpdate();
        notifications.notify(CHANNEL, "");
    }

    private StatusPlace ofBlock(Grant grant, Instant expiresAt) {
        Instant now = clock.instant();
        Optional<StatusPlace> place =
                Optional.ofNullable(blocks.get(grant.id)).flatMap(block -> block.next(now, expiresAt));
        return place.orElseGet(() -> ofNewBlock(grant, now, expiresAt));
    }

    /**
     * In the caller's transaction, as a second connection held beside the first could leave all requests waiting for each
     * other. Others use the block once it is committed.
     */
    private StatusPlace ofNewBlock(Grant grant, Instant now, Instant expiresAt) {
        Block former = blocks.get(grant.id);
        int count = former == null ? FIRST_BLOCK : Math.min(CHUNK, former.count() * 2);
        Range range = take(count);
        Instant end = expiresAt.plus(BLOCK_LIFE);
        enter(grant, range, end);
        Block block = new Block(range.first(), range.count(), now.plus(BLOCK_LIFE), end);
        transaction.registerInterposedSynchronization(new Publication(grant.id, block));
        return block.next(now, expiresAt).orElseThrow();
    }

    /** Lets others use a block, once they can rely on its row. */
    private final class Publication implements Synchronization {

        private final UUID grantId;
        private final Block block;

        Publication(UUID grantId, Block block) {
            this.grantId = grantId;
            this.block = block;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED) {
                return;
            }
            if (blocks.size() >= MOST_BLOCKS) {
                blocks.clear();
            }
            blocks.put(grantId, block);
        }
    }

    private void enter(Grant grant, Range range, Instant expiresAt) {
        int entered = NativeWrite.of(database, ENTRY, "grants", "status_entries")
                .setParameter(1, range.first())
                .setParameter(2, range.count())
                .setParameter(3, grant.id)
                .setParameter(4, expiresAt)
                .executeUpdate();
        if (entered == 0 || grant.lineage != null && living(grant.lineage) < grant.lineage.size()) {
            throw new OAuthException(OVER, "the grant was ended while its token was made");
        }
    }

    private long living(List<UUID> grants) {
        return ((Number) database.createNativeQuery(LIVING)
                        .setParameter(1, grants.toArray(UUID[]::new))
                        .getSingleResult())
                .longValue();
    }

    /** The rest of a chunk that is too small for what is wanted is given up: numbers are cheap. */
    private synchronized Range take(int count) {
        if (chunk.count() < count) {
            chunk = new Range(nextChunk(), CHUNK);
        }
        Range taken = new Range(chunk.first(), count);
        chunk = new Range(chunk.first() + count, chunk.count() - count);
        return taken;
    }

    private long nextChunk() {
        return ((Number) database.createNativeQuery("select nextval('status_index')")
                                .getSingleResult())
                        .longValue()
                - 1;
    }

    /** Places of one grant, given out one by one. */
    private static final class Block {

        private final long first;
        private final int count;
        private final Instant usedUntil;
        private final Instant expiresAt;
        private int given;

        Block(long first, int count, Instant usedUntil, Instant expiresAt) {
            this.first = first;
            this.count = count;
            this.usedUntil = usedUntil;
            this.expiresAt = expiresAt;
        }

        int count() {
            return count;
        }

        /** Empty if all are given, or the token would outlive the row of the block. */
        synchronized Optional<StatusPlace> next(Instant now, Instant tokenExpiresAt) {
            if (given == count || now.isAfter(usedUntil) || tokenExpiresAt.isAfter(expiresAt)) {
                return Optional.empty();
            }
            return Optional.of(new StatusPlace(first + given++));
        }
    }
}
