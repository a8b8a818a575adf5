package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import dev.limen.storage.NativeWrite;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One authorization that a client was given, and the facts that every token of it repeats. */
@Entity
@Table(name = "grants")
@DynamicUpdate
public class Grant extends PanacheEntityBase {

    @Id
    public UUID id;

    /** Comes from memory, where a join would read its metadata anew with every token. */
    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @Fetch(FetchMode.SELECT)
    @JoinColumn(name = "client_id")
    public Client client;

    /** The person; absent where a client acts for itself. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    public User user;

    /** The session in which it was given. */
    @Column(name = "session_id")
    public UUID sessionId;

    public String scope;

    /** The resources that were named, by identifier (RFC 8707, section 2.1); empty: every one that understands the scope. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> resources = List.of();

    /** What was granted beyond the scope (RFC 9396). */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "authorization_details")
    public List<Map<String, Object>> authorizationDetails = List.of();

    /** The {@code claims} parameter as it was sent, or null. */
    public String claims;

    /** The {@code claims_locales} parameter as it was sent, or null. */
    @Column(name = "claims_locales")
    public String claimsLocales;

    @Column(name = "auth_time")
    public Instant authTime;

    public String acr;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> amr = List.of();

    public String sid;

    /** Whether it outlives the session (OpenID Connect Core 1.0, section 11). */
    public boolean offline;

    /** Whether it is the client's own, for as long as the client is registered, rather than the fruit of one request. */
    public boolean standing;

    /** The grants from which it descends (RFC 8693): it ends with each of them. Absent for one of its own. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<UUID> lineage;

    /** The client that its tokens are about, where neither a person nor its own client is. */
    @Column(name = "on_behalf_of")
    public String onBehalfOf;

    /**
     * Whether one of the grants from which it descends is over, for whatever reason, or gone. Asked with every reading of
     * a grant, so that whoever ends one need not know what descends from it, and none that is derived at that moment gets
     * away.
     */
    @Formula("""
            (lineage is not null and cardinality(lineage) <> (
              select count(*) from grants a join clients c on c.id = a.client_id left join users u on u.id = a.user_id
              where a.id = any(lineage) and a.revoked_at is null and c.enabled and (u.id is null or u.enabled)))""")
    public boolean severed;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Nothing of this grant lives longer. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    @Column(name = "revoked_reason")
    public String revokedReason;

    public Scope grantedScope() {
        return Scope.parse(scope);
    }

    public AuthorizationDetails grantedDetails() {
        return AuthorizationDetails.of(authorizationDetails);
    }

    public Optional<User> subject() {
        return Optional.ofNullable(user);
    }

    /** Whom its tokens are about: the person, or the client that acts for itself (RFC 9068, section 2.2). */
    public String sub() {
        return subject()
                .map(person -> person.sub)
                .or(() -> Optional.ofNullable(onBehalfOf))
                .orElse(client.clientId);
    }

    /** The grants from which one that is derived from this one descends. */
    List<UUID> descent() {
        return Stream.concat(Stream.ofNullable(lineage).flatMap(List::stream), Stream.of(id))
                .toList();
    }

    /** Whom these grants are about, as far as they are people. */
    static List<User> people(List<UUID> ids) {
        return getEntityManager()
                .createQuery("select distinct g.user from Grant g where g.id in ?1", User.class)
                .setParameter(1, ids)
                .getResultList();
    }

    /** The live grant of a client that descends from these. */
    static Optional<Grant> derived(Client client, List<UUID> lineage) {
        return find("client = ?1 and lineage = ?2 and revokedAt is null", client, lineage)
                .firstResultOptional();
    }

    /** Stores a derived grant, unless someone was quicker. */
    static void addDerived(UUID id, Client client, Grant from, List<UUID> lineage, Instant now, Instant expiresAt) {
        NativeWrite.of(getEntityManager(), """
                        insert into grants (id, client_id, user_id, session_id, scope, auth_time, acr, amr, sid, offline,
                          lineage, on_behalf_of, created_at, expires_at)
                        select ?1, ?2, g.user_id, g.session_id, '', g.auth_time, g.acr, g.amr, g.sid, g.offline,
                          ?4, case when g.user_id is null then coalesce(g.on_behalf_of, c.client_id) end, ?5, ?6
                        from grants g join clients c on c.id = g.client_id where g.id = ?3 on conflict do nothing
                        """, "grants", "users")
                .setParameter(1, id)
                .setParameter(2, client.id)
                .setParameter(3, from.id)
                .setParameter(4, lineage.toArray(UUID[]::new))
                .setParameter(5, now)
                .setParameter(6, expiresAt)
                .executeUpdate();
    }

    /** The live standing grant of a client. */
    static Optional<Grant> standing(Client client) {
        return find("client = ?1 and standing = true and revokedAt is null", client)
                .firstResultOptional();
    }

    /** Stores a standing grant, unless someone was quicker. */
    static void addStanding(UUID id, Client client, Instant now, Instant expiresAt) {
        NativeWrite.of(getEntityManager(), """
                        insert into grants (id, client_id, scope, offline, standing, created_at, expires_at)
                        values (?1, ?2, '', false, true, ?3, ?4) on conflict do nothing
                        """, "grants")
                .setParameter(1, id)
                .setParameter(2, client.id)
                .setParameter(3, now)
                .setParameter(4, expiresAt)
                .executeUpdate();
    }

    /** The grant with its person, in one query, unless this JWT of it was revoked by itself. */
    static Optional<Grant> unlessRevoked(UUID id, String jti) {
        return find(
                        "from Grant g left join fetch g.user"
                                + " where g.id = ?1 and not exists (select 1 from RevokedToken r where r.jti = ?2)",
                        id,
                        jti)
                .firstResultOptional();
    }
}
