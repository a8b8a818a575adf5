package dev.limen.grant;

import dev.limen.protocol.AuthorizationDetails;
import dev.limen.storage.NativeWrite;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a person has allowed a client, remembered. */
@Entity
@Table(name = "consents")
@IdClass(Consent.Key.class)
public class Consent extends PanacheEntityBase {

    private static final int MOST_DETAILS = 50;

    /** One person, one client. */
    public record Key(UUID userId, UUID clientId) {}

    @Id
    @Column(name = "user_id")
    public UUID userId;

    @Id
    @Column(name = "client_id")
    public UUID clientId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> scopes = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> claims = List.of();

    /** What was allowed beyond the scopes (RFC 9396), of types for which that is remembered; the latest first. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "authorization_details")
    public List<Map<String, Object>> authorizationDetails = List.of();

    @Column(name = "granted_at")
    public Instant grantedAt;

    static Optional<Consent> of(UUID userId, UUID clientId) {
        return find("userId = ?1 and clientId = ?2", userId, clientId).firstResultOptional();
    }

    /** Adds to what was allowed before; two tabs at once lose nothing. Of the details, the latest {@value #MOST_DETAILS} are kept. */
    static void remember(
            UUID userId,
            UUID clientId,
            Collection<String> scopes,
            Collection<String> claims,
            String details,
            Instant now) {
        NativeWrite.of(getEntityManager(), """
                        insert into consents as c (user_id, client_id, scopes, claims, granted_at, authorization_details)
                        values (?1, ?2, ?3, ?4, ?5, cast(?6 as jsonb))
                        on conflict (user_id, client_id) do update set
                          scopes = array(select distinct s from unnest(c.scopes || excluded.scopes) s order by s),
                          claims = array(select distinct s from unnest(c.claims || excluded.claims) s order by s),
                          authorization_details = (select coalesce(jsonb_agg(detail), '[]') from (
                            select detail from jsonb_array_elements(
                                excluded.authorization_details || c.authorization_details)
                              with ordinality as each (detail, place)
                            group by detail order by min(place) limit ?7) kept),
                          granted_at = excluded.granted_at
                        """, "consents")
                .setParameter(1, userId)
                .setParameter(2, clientId)
                .setParameter(3, scopes.toArray(String[]::new))
                .setParameter(4, claims.toArray(String[]::new))
                .setParameter(5, now)
                .setParameter(6, details)
                .setParameter(7, MOST_DETAILS)
                .executeUpdate();
    }

    boolean covers(Collection<String> askedScopes, Collection<String> askedClaims, AuthorizationDetails asked) {
        return scopes.containsAll(askedScopes)
                && claims.containsAll(askedClaims)
                && AuthorizationDetails.of(authorizationDetails).cover(asked);
    }
}
