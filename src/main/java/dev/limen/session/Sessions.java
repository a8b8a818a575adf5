package dev.limen.session;

import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.user.PasswordChanged;
import dev.limen.user.User;
import dev.limen.user.UserDisabled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of sessions. A session is live until it is ended, was idle for too long, or is too old, and while its person's
 * account is enabled (OWASP ASVS 5.0, chapter 7).
 */
@ApplicationScoped
public class Sessions {

    /** {@code last_seen_at} is written no more often than this, so the idle end may come so much earlier. */
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private static final String END_ALL =
            "update sessions set ended_at = ?1 where user_id = ?2 and ended_at is null returning *";

    private final Clock clock;
    private final LimenConfig.Sessions config;
    private final Tokens tokens;
    private final EntityManager database;
    private final ProvedAccount accounts;

    Sessions(Clock clock, LimenConfig config, Tokens tokens, EntityManager database, ProvedAccount accounts) {
        this.clock = clock;
        this.config = config.sessions();
        this.tokens = tokens;
        this.database = database;
        this.accounts = accounts;
    }

    /**
     * The live session that the browser acts as, with its person; counts as use of it. One query, without a transaction of
     * its own: every authorization request asks for it.
     */
    public Optional<Session> active(Optional<OpaqueToken> cookie) {
        Optional<Session> active =
                cookie.flatMap(value -> live("s.browserHash = ?4 and s.active", (Object) value.hash()).stream()
                        .findFirst());
        active.filter(this::isUntouched).ifPresent(this::touch);
        return active;
    }

    /** The live sessions of the browser, with their persons, the latest sign-in first. */
    @Transactional
    public List<Session> all(Optional<OpaqueToken> cookie) {
        return cookie.map(value -> live("s.browserHash = ?4", (Object) value.hash()))
                .orElse(List.of());
    }

    /** A session by its id, if it is live, with its person. */
    @Transactional
    public Optional<Session> live(UUID id) {
        return live("s.id = ?4", id).stream().findFirst();
    }

    /**
     * A person proved who they are. The browser gets a new cookie value, and the sessions in it move over. One of the same
     * person goes on, under its {@code sid}, with what they have proved now: no client takes a new proof for the end.
     *
     * @param oldCookie what the browser sent
     * @param amr how the person did (RFC 8176)
     * @param remember whether the person chose to stay signed in
     * @throws OAuthException {@link ProvedAccount#CHANGED} if the account was disabled or given another password since {@code user} was
     *     read: who knew the old one must not slip in while it is replaced
     */
    @Transactional
    public Begun begin(Optional<OpaqueToken> oldCookie, User user, List<String> amr, boolean remember) {
        accounts.refuseChanged(user);
        Instant now = now();
        OpaqueToken cookie = tokens.next();
        Session session = oldCookie
                .filter(old -> move(old, cookie) > 0)
                .flatMap(old -> live("s.browserHash = ?4 and s.user.id = ?5", cookie.hash(), user.id).stream()
                        .findFirst())
                .orElseGet(() -> fresh(user, now));
        session.browserHash = cookie.hash();
        session.active = true;
        session.authTime = now;
        session.lastSeenAt = now;
        session.amr = List.copyOf(amr);
        session.remembered = remember;
        session.expiresAt = now.plus(remember ? config.rememberedLifetime() : config.lifetime());
        session.persistAndFlush();
        return begun(session, cookie, now);
    }

    /**
     * Makes another live session of the browser the one it acts as. The browser gets a new cookie value.
     *
     * @return empty if that session is no longer live or not of this browser, or another request was quicker with this
     *     cookie
     */
    @Transactional
    public Optional<Begun> choose(OpaqueToken cookie, String sid) {
        Optional<Session> chosen = live("s.browserHash = ?4 and s.sid = ?5", cookie.hash(), sid).stream()
                .findFirst();
        OpaqueToken successor = tokens.next();
        if (chosen.isEmpty() || move(cookie, successor) == 0) {
            return Optional.empty();
        }
        Instant now = now();
        Session.update("active = true, lastSeenAt = ?1 where id = ?2 and endedAt is null", now, chosen.get().id);
        database.clear();
        return live(chosen.get().id).map(session -> begun(session, successor, now));
    }

    /**
     * Gives the browser a new cookie value for the sessions that are left after some have ended; the active one stays so.
     *
     * @return empty if nobody is left, or another request was quicker with this cookie
     */
    @Transactional
    public Optional<Renewed> renew(OpaqueToken cookie) {
        Optional<Session> active = live("s.browserHash = ?4 and s.active", (Object) cookie.hash()).stream()
                .findFirst();
        OpaqueToken successor = tokens.next();
        if (live("s.browserHash = ?4", (Object) cookie.hash()).isEmpty() || move(cookie, successor) == 0) {
            return Optional.empty();
        }
        active.ifPresent(session -> Session.update("active = true where id = ?1 and endedAt is null", session.id));
        database.clear();
        return Optional.of(new Renewed(successor, maxAge(successor, now())));
    }

    /** Ends a session; false if it had ended already. */
    @Transactional
    public boolean end(Session session) {
        return Session.update("endedAt = ?1 where id = ?2 and endedAt is null", now(), session.id) == 1;
    }

    /**
     * Ends every session of a person.
     *
     * @return those that had not ended already
     */
    @Transactional
    public List<Session> endAll(User user) {
        return endAll(user.id);
    }

    void disabled(@Observes UserDisabled event) {
        endAll(event.userId());
    }

    void passwordChanged(@Observes PasswordChanged event) {
        endAll(event.userId());
    }

    @SuppressWarnings("unchecked")
    private List<Session> endAll(UUID userId) {
        return database.createNativeQuery(END_ALL, Session.class)
                .setParameter(1, now())
                .setParameter(2, userId)
                .getResultList();
    }

    private List<Session> live(String condition, Object... parameters) {
        Instant now = now();
        Session.Idle idle = new Session.Idle(now.minus(config.idle()), now.minus(config.rememberedIdle()));
        return Session.live(now, idle, condition, parameters);
    }

    /** Gives the sessions of a cookie to another; none of them is active afterwards. */
    private static int move(OpaqueToken from, OpaqueToken to) {
        return Session.update(
                "browserHash = ?1, active = false where browserHash = ?2 and endedAt is null", to.hash(), from.hash());
    }

    private Session fresh(User user, Instant now) {
        Session session = new Session();
        session.id = UUID.randomUUID();
        session.sid = tokens.next().reveal();
        session.user = database.getReference(User.class, user.id);
        session.createdAt = now;
        return session;
    }

    private boolean isUntouched(Session session) {
        return session.lastSeenAt.isBefore(now().minus(TOUCH));
    }

    @Transactional
    void touch(Session session) {
        Session.update("lastSeenAt = ?1 where id = ?2 and lastSeenAt < ?1 and endedAt is null", now(), session.id);
    }

    private Begun begun(Session session, OpaqueToken cookie, Instant now) {
        return new Begun(session, cookie, maxAge(cookie, now));
    }

    /**
     * One cookie serves everybody in the browser, so it outlives the browser's end only if everybody chose that: nobody
     * stays signed in on a shared machine because somebody else asked for it.
     */
    private Optional<Duration> maxAge(OpaqueToken cookie, Instant now) {
        List<Session> all = live("s.browserHash = ?4", (Object) cookie.hash());
        boolean allRemembered = all.stream().allMatch(each -> each.remembered);
        return all.stream()
                .filter(each -> allRemembered)
                .map(each -> Duration.between(now, each.expiresAt))
                .max(Duration::compareTo);
    }

    /** As precise as PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
