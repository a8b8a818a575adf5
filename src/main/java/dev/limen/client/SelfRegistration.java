package dev.limen.client;

import dev.limen.protocol.OpaqueToken;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** What lets a client manage its own registration (RFC 7592); only clients that registered themselves have one. */
@Entity
@Table(name = "client_registrations")
class SelfRegistration extends PanacheEntityBase {

    @Id
    @Column(name = "client_id")
    UUID clientId;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "software_statement")
    String softwareStatement;

    @Column(name = "registered_at", updatable = false)
    Instant registeredAt;

    protected SelfRegistration() {}

    static Optional<SelfRegistration> of(Client client, OpaqueToken token) {
        return find("clientId = ?1 and tokenHash = ?2", client.id, token.hash()).firstResultOptional();
    }

    /** Whether the token was the one of the registration, which has another from now on. */
    static boolean rotate(UUID clientId, OpaqueToken from, OpaqueToken to) {
        return 1 == update("tokenHash = ?1 where clientId = ?2 and tokenHash = ?3", to.hash(), clientId, from.hash());
    }

    static void keep(UUID clientId, String softwareStatement) {
        update("softwareStatement = ?1 where clientId = ?2", softwareStatement, clientId);
    }

    /** Whether the token was the one of the registration, which is over now. */
    static boolean end(UUID clientId, OpaqueToken token) {
        return 1 == delete("clientId = ?1 and tokenHash = ?2", clientId, token.hash());
    }

    static void end(Collection<String> clientIds) {
        delete("clientId in (select c.id from Client c where c.clientId in ?1)", clientIds);
    }
}
