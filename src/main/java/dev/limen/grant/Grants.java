package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.client.ClientDisabled;
import dev.limen.client.ClientMemory;
import dev.limen.client.ClientRemoved;
import dev.limen.crypto.Tokens;
import dev.limen.json.StrictJson;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.SenderConstraint;
import dev.limen.user.PasswordChanged;
import dev.limen.user.User;
import dev.limen.user.UserDisabled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of grants and of what hangs from them. Runs in the caller's transaction. */
@ApplicationScoped
public class Grants {

    private static final String SUCCESSOR = "refresh token successor";

    private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Clock clock;
    private final Tokens tokens;
    private final StandingGrants standingGrants;
    private final ClientMemory clients;
    private final StrictJson json;

    Grants(Clock clock, Tokens tokens, StandingGrants standingGrants, ClientMemory clients, StrictJson json) {
        this.clock = clock;
        this.tokens = tokens;
        this.standingGrants = standingGrants;
        this.clients = clients;
        this.json = json;
    }

    /** Stores a new grant; {@code grant} has everything but its id and time of creation. */
    public Grant open(Grant grant) {
        grant.createdAt = clock.instant();
        grant.id = tokens.id(grant.createdAt);
        grant.user = referred(grant.user);
        grant.persist();
        return grant;
    }

    /**
     * The grant of a client that acts for itself: one for all its tokens, as long as it is registered, so that a token
     * costs no row. It holds no scope; what the client may have is what it is registered for.
     */
    public Grant standing(Client client) {
        return standingGrants.of(client).orElseGet(() -> {
            int generation = standingGrants.generation();
            return Grant.standing(client)
                    .map(grant -> {
                        standingGrants.keep(grant, generation);
                        return grant;
                    })
                    .orElseGet(() -> newStanding(client));
        });
    }

    /** Kept in memory by the next request, when it is committed. */
    private Grant newStanding(Client client) {
        Instant now = clock.instant();
        Grant.addStanding(tokens.id(now), client, now, FOREVER);
        return Grant.standing(client).orElseThrow();
    }

    /** Issues the one code of a grant; {@code code} has everything but its hash. */
    public OpaqueToken issue(AuthorizationCode code) {
        OpaqueToken value = tokens.next();
        code.hash = value.hash();
        code.persist();
        return value;
    }

    /** The code with its grant, used or not. */
    public Optional<AuthorizationCode> code(OpaqueToken value) {
        clients.forgetWhatIsOld();
        return AuthorizationCode.withGrant(value.hash());
    }

    /** Uses the code up; false if someone else was quicker or its time is over. */
    public boolean consume(AuthorizationCode code) {
        return AuthorizationCode.consume(code.hash, clock.instant());
    }

    /**
     * Begins the chain of refresh tokens of a grant.
     *
     * @param boundTo what their users must prove possession of
     */
    public OpaqueToken firstRefreshToken(Grant grant, SenderConstraint boundTo, Instant expiresAt) {
        return store(grant, tokens.next(), boundTo, expiresAt);
    }

    /** The refresh token with its grant, used or not. */
    public Optional<RefreshToken> refreshToken(OpaqueToken value) {
        clients.forgetWhatIsOld();
        return RefreshToken.withGrant(value.hash());
    }

    /**
     * Uses a refresh token up and stores its successor.
     *
     * @param boundTo what the successor's user must prove possession of
     * @return the successor; empty if someone else was quicker or the time of the token is over
     */
    public Optional<OpaqueToken> rotate(
            RefreshToken token, OpaqueToken value, SenderConstraint boundTo, Instant expiresAt) {
        OpaqueToken successor = successor(value);
        String cnf = json.write(boundTo.confirmation());
        return RefreshToken.rotate(token.hash, successor.hash(), cnf, clock.instant(), expiresAt)
                ? Optional.of(successor)
                : Optional.empty();
    }

    /**
     * Lets a refresh token that is not used up by its use be used for longer.
     *
     * @return false if it was used up, or its time is over
     */
    public boolean prolong(RefreshToken token, Instant expiresAt) {
        return RefreshToken.prolong(token.hash, expiresAt, clock.instant());
    }

    /** Whether this refresh token was used, and not before {@code since}. */
    public boolean usedSince(OpaqueToken value, Instant since) {
        return RefreshToken.consumedSince(value.hash(), since);
    }

    /** The successor of a used refresh token, if that one is unused itself: for a retry whose answer was lost. */
    public Optional<OpaqueToken> unusedSuccessor(OpaqueToken value) {
        OpaqueToken successor = successor(value);
        return RefreshToken.unused(successor.hash(), clock.instant()) ? Optional.of(successor) : Optional.empty();
    }

    /** Stores an opaque access token; {@code token} has everything but its hash. */
    public OpaqueToken issue(AccessToken token) {
        OpaqueToken value = tokens.next();
        token.hash = value.hash();
        token.grant = Grant.getEntityManager().getReference(Grant.class, token.grant.id);
        token.persist();
        return value;
    }

    /** The opaque access token with its grant, live or not. */
    public Optional<AccessToken> accessToken(OpaqueToken value) {
        clients.forgetWhatIsOld();
        return AccessToken.withGrant(value.hash());
    }

    /** Ends one opaque access token. */
    public void revoke(AccessToken token) {
        AccessToken.revoke(token.hash, clock.instant());
    }

    /** Ends one JWT access token, which ends by itself at {@code expiresAt}. */
    public void revokeJwt(String jti, Instant expiresAt) {
        RevokedToken.add(jti, expiresAt);
    }

    /** The grant of a JWT access token, live or not, unless the token was ended by itself. */
    public Optional<Grant> ofJwt(UUID grantId, String jti) {
        clients.forgetWhatIsOld();
        return Grant.unlessRevoked(grantId, jti);
    }

    /** Everybody who gave a grant, or one of those from which it descends. */
    public List<User> peopleBehind(Grant grant) {
        return Grant.people(grant.descent());
    }

    /** Ends a grant with everything that hangs from it. */
    public void revoke(UUID grantId, String reason) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where id = ?3 and revokedAt is null",
                clock.instant(),
                reason,
                grantId);
    }

    /** Ends what was granted in these sessions, but not what was granted to outlive them. */
    public void revokeOfSessions(List<UUID> sessionIds, String reason) {
        if (!sessionIds.isEmpty()) {
            Grant.update(
                    "revokedAt = ?1, revokedReason = ?2 where sessionId in ?3 and offline = false and revokedAt is null",
                    clock.instant(),
                    reason,
                    sessionIds);
        }
    }

    /** Ends everything that a person has granted. */
    public void revokeOf(User user, String reason) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where user.id = ?3 and revokedAt is null",
                clock.instant(),
                reason,
                user.id);
    }

    /** Ends everything that people have granted a client. */
    public void revokeOf(Client client, String reason) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where client.id = ?3 and user is not null and revokedAt is null",
                clock.instant(),
                reason,
                client.id);
    }

    /** A password that is changed because another knew it must end what that other was given. */
    void passwordChanged(@Observes PasswordChanged event) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where user.id = ?3 and revokedAt is null",
                clock.instant(),
                "password changed",
                event.userId());
    }

    /** What was granted does not come back when the account does: it may have been shut for what was done with it. */
    void disabled(@Observes UserDisabled event) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where user.id = ?3 and revokedAt is null",
                clock.instant(),
                "account disabled",
                event.userId());
    }

    /** As for a person: what the client was given ends when it is shut, and does not come back with it. */
    void disabled(@Observes ClientDisabled event) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where client.id = ?3 and revokedAt is null",
                clock.instant(),
                "client disabled",
                event.clientId());
    }

    /** Ended first, though the rows go with the client's own: the status lists hear of it by that. */
    void removed(@Observes ClientRemoved event) {
        Grant.update(
                "revokedAt = ?1, revokedReason = ?2 where client.id = ?3 and revokedAt is null",
                clock.instant(),
                "client deleted",
                event.clientId());
    }

    /** One that was read before this transaction began would be read again only to see that its row exists. */
    private static User referred(User user) {
        EntityManager database = Grant.getEntityManager();
        return user == null || database.contains(user) ? user : database.getReference(User.class, user.id);
    }

    private OpaqueToken store(Grant grant, OpaqueToken value, SenderConstraint boundTo, Instant expiresAt) {
        RefreshToken token = new RefreshToken();
        token.hash = value.hash();
        token.grant = grant;
        token.cnf = boundTo.confirmation();
        token.issuedAt = clock.instant();
        token.expiresAt = expiresAt;
        token.persist();
        return value;
    }

    /** Derived, not drawn, so that it can be given a second time although only its hash is stored. */
    private OpaqueToken successor(OpaqueToken value) {
        return tokens.derive(SUCCESSOR, value);
    }
}
