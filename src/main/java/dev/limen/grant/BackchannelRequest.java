package dev.limen.grant;

import dev.limen.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a client asks a person for who is elsewhere (CIBA, section 7.1), by the hash of its {@code auth_req_id}. */
@Entity
@Table(name = "backchannel_requests")
public class BackchannelRequest extends Awaited {

    private static final String WITH_GRANT =
            "from BackchannelRequest b join fetch b.client join fetch b.user left join fetch b.grant g"
                    + " left join fetch g.client left join fetch g.user where ";

    /** Names it to its person and to authenticators; it proves nothing. */
    @Column(updatable = false)
    public UUID id;

    /** Who is asked. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id", updatable = false)
    public User user;

    /** The resources that were named (RFC 8707). */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(updatable = false)
    public List<String> resources = List.of();

    /** The authentication context classes that the client would like, the preferred one first. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "acr_values", updatable = false)
    public List<String> acrValues = List.of();

    @Column(name = "binding_message", updatable = false)
    String bindingMessage;

    /** What the client is told with, sealed; null where it only polls, and when it has been told. */
    @Column(updatable = false)
    byte[] notification;

    @Column(name = "notify_at", insertable = false, updatable = false)
    Instant notifyAt;

    @Column(name = "notify_tries", insertable = false, updatable = false)
    int notifyTries;

    @Override
    String table() {
        return "backchannel_requests";
    }

    /** What the person is to find on both devices. */
    public Optional<String> bindingMessage() {
        return Optional.ofNullable(bindingMessage);
    }

    static Optional<BackchannelRequest> byHash(byte[] hash) {
        return find(WITH_GRANT + "b.hash = ?1", hash).firstResultOptional();
    }

    static Optional<BackchannelRequest> byId(UUID id) {
        return find(WITH_GRANT + "b.id = ?1", id).firstResultOptional();
    }

    /** Those that wait for a person, the oldest first, with their clients. */
    static List<BackchannelRequest> waiting(User user, Instant now) {
        return list(
                "from BackchannelRequest b join fetch b.client c join fetch b.user where b.user = ?1 and c.enabled"
                        + " and b.grant is null and b.deniedAt is null and b.expiresAt > ?2 order by b.createdAt",
                user,
                now);
    }
}
