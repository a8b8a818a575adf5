package dev.limen.grant;

import dev.limen.protocol.SenderConstraint;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** An authorization code (RFC 6749, section 4.1.2), by the hash of its value, and what its redemption must match. */
@Entity
@Table(name = "authorization_codes")
public class AuthorizationCode extends PanacheEntityBase {

    @Id
    public byte[] hash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "grant_id")
    public Grant grant;

    @Column(name = "redirect_uri")
    public String redirectUri;

    /** Whether the authorization request named it, so that the token request must too (RFC 6749, section 4.1.3). */
    @Column(name = "redirect_uri_given")
    public boolean redirectUriGiven;

    @Column(name = "code_challenge")
    public String codeChallenge;

    public String nonce;

    /** The thumbprint of the only key that may redeem it (RFC 9449, section 10), or null. */
    @Column(name = "dpop_jkt")
    public String dpopJkt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "consumed_at")
    public Instant consumedAt;

    /** What a request must prove possession of to redeem it. */
    public SenderConstraint boundTo() {
        return dpopJkt == null ? SenderConstraint.BEARER : new SenderConstraint.Dpop(dpopJkt);
    }

    static Optional<AuthorizationCode> withGrant(byte[] hash) {
        return find("from AuthorizationCode c join fetch c.grant g left join fetch g.user" + " where c.hash = ?1", hash)
                .firstResultOptional();
    }

    /** The one write that decides who redeems the code. */
    static boolean consume(byte[] hash, Instant now) {
        return update("consumedAt = ?1 where hash = ?2 and consumedAt is null and expiresAt > ?1", now, hash) == 1;
    }
}
