package dev.limen.interaction;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What waits for a person, bound to the browser that brought it; see {@link Purpose}. */
@Entity
@Table(name = "interactions")
public class Interaction extends PanacheEntityBase {

    @Id
    @Column(name = "id_hash")
    byte[] idHash;

    @Column(name = "browser_hash")
    byte[] browserHash;

    @Column(name = "client_id")
    String clientId;

    @Enumerated(EnumType.STRING)
    Purpose purpose;

    /** The request, as JSON: its parameters, or which device it is. */
    String request;

    /** Names the pushed request that this came from; null if it was not pushed. */
    @Column(name = "pushed_hash")
    byte[] pushedHash;

    @Column(name = "session_id")
    UUID sessionId;

    @Column(name = "authenticated_at")
    Instant authenticatedAt;

    @Column(name = "chosen_at")
    Instant chosenAt;

    @Column(name = "consented_at")
    Instant consentedAt;

    @Column(name = "denied_at")
    Instant deniedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    static Optional<Interaction> byHandle(byte[] hash) {
        return find("idHash", hash).firstResultOptional();
    }

    /** The one write that decides which of two tabs completes the attempt. */
    static boolean finish(byte[] hash, Instant now) {
        return update("finishedAt = ?1 where idHash = ?2 and finishedAt is null and expiresAt > ?1", now, hash) == 1;
    }

    Purpose purpose() {
        return purpose;
    }

    /** Whether it is completed, or was ended. */
    public boolean finished() {
        return finishedAt != null;
    }

    /** The pushed request that this came from. */
    public Optional<PushedHandle> pushed() {
        return Optional.ofNullable(pushedHash).map(PushedHandle::new);
    }

    /** The session that a step chose or began. */
    public Optional<UUID> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    /** Whether the person signed in during this attempt. */
    public boolean authenticated() {
        return authenticatedAt != null;
    }

    /** Whether the person chose an account, or wants another, during this attempt. */
    public boolean accountChosen() {
        return chosenAt != null;
    }

    /** Whether the person allowed what is asked, during this attempt. */
    public boolean consented() {
        return consentedAt != null;
    }

    /** Whether the person refused. */
    public boolean denied() {
        return deniedAt != null;
    }
}
