package dev.limen.signout;

import dev.limen.client.Client;
import dev.limen.storage.NativeWrite;
import dev.limen.storage.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The outbox: who is still to be told of which end of a session. Rows come from a trigger on {@code sessions}. Each change
 * here is one short transaction; none is open while a client is called.
 */
@ApplicationScoped
class Notices {

    /** Where every node hears that there is something to tell. */
    static final String CHANNEL = "logout";

    /**
     * From each client a few, so that the many notices of one never stand before those of another. The clients that wait are
     * found by leaps over the index, as one of them may have a notice for each of its people.
     */
    private static final String CLAIM = """
            with recursive waiting (client_id) as (
              (select client_id from logout_notices where given_up_at is null order by client_id limit 1)
              union all
              select (select client_id from logout_notices where given_up_at is null and client_id > w.client_id
                order by client_id limit 1) from waiting w where w.client_id is not null)
            update logout_notices n set due_at = ?2, attempts = n.attempts + 1
            where n.id in (
              select d.id from waiting w cross join lateral (
                select id, due_at from logout_notices
                where client_id = w.client_id and given_up_at is null and due_at <= ?1
                order by due_at limit ?4 for update skip locked) d
              where w.client_id is not null and not w.client_id = any(?3)
              order by d.due_at limit ?5)
            returning n.id, n.client_id, n.user_id, n.sid, n.attempts
            """;

    private static final String FOR_ALL_SESSIONS = """
            with parts as (delete from session_clients p using sessions s
                where p.client_id = ?1 and s.id = p.session_id and s.ended_at is null and s.expires_at > ?2
                returning s.user_id, s.sid),
              told as (insert into logout_notices (client_id, user_id, sid, created_at, due_at)
                select ?1, p.user_id, p.sid, ?2, ?2 from parts p
                where (select c.metadata ->> 'backchannel_logout_uri' from clients c where c.id = ?1) is not null
                returning 1)
            select count(*) from parts
            """;

    private final EntityManager database;
    private final Notifications notifications;
    private final Clock clock;

    Notices(EntityManager database, Notifications notifications, Clock clock) {
        this.database = database;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * The client has no part in any live session any more, and is to be told for each in which it had; within the caller's
     * transaction.
     *
     * @return how many there were
     */
    @Transactional
    int addForAllSessions(Client client) {
        Number parts = (Number) database.createNativeQuery(FOR_ALL_SESSIONS)
                .setParameter(1, client.id)
                .setParameter(2, clock.instant())
                .getSingleResult();
        notifications.notify(CHANNEL, "");
        return parts.intValue();
    }

    /**
     * Takes notices that are due, so that no other node takes them; they are due again after {@code lease}, should this
     * node not live to see to them.
     *
     * @param without clients that are being told something now
     * @param most how many
     * @param mostOfEach how many for one client
     */
    @Transactional
    List<Notice> claim(Collection<UUID> without, int most, int mostOfEach, Duration lease) {
        return claimAt(clock.instant(), without, most, mostOfEach, lease);
    }

    @Transactional
    @SuppressWarnings("unchecked")
    List<Notice> claimAt(Instant now, Collection<UUID> without, int most, int mostOfEach, Duration lease) {
        List<Object[]> rows = database.createNativeQuery(CLAIM)
                .setParameter(1, now)
                .setParameter(2, now.plus(lease))
                .setParameter(3, without.toArray(UUID[]::new))
                .setParameter(4, mostOfEach)
                .setParameter(5, most)
                .getResultList();
        return rows.stream()
                .map(row -> new Notice(
                        (UUID) row[0], (UUID) row[1], (UUID) row[2], (String) row[3], ((Number) row[4]).intValue()))
                .toList();
    }

    /** The client knows, or need not know any more. */
    @Transactional
    void remove(Notice notice) {
        NativeWrite.of(database, "delete from logout_notices where id = ?1", "logout_notices")
                .setParameter(1, notice.id())
                .executeUpdate();
    }

    /** It was not tried after all: the try does not count. */
    @Transactional
    void postpone(Notice notice, Duration pause) {
        NativeWrite.of(
                        database,
                        "update logout_notices set due_at = ?2, attempts = attempts - 1 where id = ?1",
                        "logout_notices")
                .setParameter(1, notice.id())
                .setParameter(2, clock.instant().plus(pause))
                .executeUpdate();
    }

    @Transactional
    void tryAgain(Notice notice, Duration pause, String failure) {
        NativeWrite.of(
                        database,
                        "update logout_notices set due_at = ?2, last_failure = ?3 where id = ?1",
                        "logout_notices")
                .setParameter(1, notice.id())
                .setParameter(2, clock.instant().plus(pause))
                .setParameter(3, failure)
                .executeUpdate();
    }

    /** The dead end. The row stays, for the operator. */
    @Transactional
    void giveUp(Notice notice, String failure) {
        NativeWrite.of(
                        database,
                        "update logout_notices set given_up_at = ?2, last_failure = ?3 where id = ?1",
                        "logout_notices")
                .setParameter(1, notice.id())
                .setParameter(2, clock.instant())
                .setParameter(3, failure)
                .executeUpdate();
    }

    /** How many wait, and how many were given up. */
    record Counts(long waiting, long givenUp) {}

    @Transactional
    Counts counts() {
        Object[] row = (Object[]) database.createNativeQuery("select count(*) filter (where given_up_at is null),"
                        + " count(*) filter (where given_up_at is not null) from logout_notices")
                .getSingleResult();
        return new Counts(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }
}
