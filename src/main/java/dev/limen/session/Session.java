package dev.limen.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.limen.user.User;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One person's sign-in in one browser. Its rules of change are those of {@link Sessions}. */
@Entity
@Table(name = "sessions")
public class Session extends PanacheEntityBase {

    private static final String LIVE = """
            from Session s join fetch s.user u
            where u.enabled and s.endedAt is null and s.expiresAt > ?1
            and (s.remembered and s.lastSeenAt > ?3 or not s.remembered and s.lastSeenAt > ?2) and\s""";

    @Id
    public UUID id;

    /** The {@code sid} claim: names the session to clients, and proves nothing. */
    @Column(updatable = false)
    public String sid;

    /** Of the cookie value; several people's sessions in one browser share it. */
    @JsonIgnore
    @Column(name = "browser_hash")
    byte[] browserHash;

    /** Whether it is the one that the browser acts as now. */
    public boolean active;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id", updatable = false)
    public User user;

    /** When the person proved who they are ({@code auth_time}, OpenID Connect Core 1.0, section 2). */
    @Column(name = "auth_time")
    public Instant authTime;

    /** How they did (RFC 8176). */
    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> amr = new ArrayList<>();

    /** Whether the person chose to stay signed in. */
    public boolean remembered;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "last_seen_at")
    Instant lastSeenAt;

    /** The end that no use puts off. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "ended_at")
    Instant endedAt;

    /** The time up to which {@link #lastSeenAt} is too long ago, for short and for remembered sessions. */
    record Idle(Instant shortly, Instant remembered) {}

    /** Live sessions, with their persons, the latest sign-in first; {@code condition} begins its parameters at ?4. */
    static List<Session> live(Instant now, Idle idle, String condition, Object... parameters) {
        Object[] all = new Object[3 + parameters.length];
        all[0] = now;
        all[1] = idle.shortly();
        all[2] = idle.remembered();
        System.arraycopy(parameters, 0, all, 3, parameters.length);
        return list(LIVE + condition + " order by s.authTime desc", all);
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
