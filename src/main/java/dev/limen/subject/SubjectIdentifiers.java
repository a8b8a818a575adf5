package dev.limen.subject;

import dev.limen.client.Client;
import dev.limen.grant.Grant;
import dev.limen.protocol.SectorIdentifier;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The {@code sub} of a person for a client (OpenID Connect Core 1.0, section 8). Everything that leaves for a client takes it
 * from here: the one of the account itself is for clients with public subjects, and for our own records. It costs no query.
 */
@ApplicationScoped
public class SubjectIdentifiers {

    private final SubjectSalt salt;

    SubjectIdentifiers(SubjectSalt salt) {
        this.salt = salt;
    }

    /** The subject of this person for this client; the same for all clients of one sector (section 8.1). */
    public String of(User person, Client client) {
        return client.metadata.isPairwise()
                ? salt.pairwise(SectorIdentifier.of(client.metadata), person.sub)
                : person.sub;
    }

    /** Whom the tokens of a grant are about, as its client knows them: the person, or a client (RFC 9068, section 2.2). */
    public String of(Grant grant) {
        return of(grant, grant.client);
    }

    /** The same, as another client knows them. */
    public String of(Grant grant, Client reader) {
        return grant.subject().map(person -> of(person, reader)).orElseGet(grant::sub);
    }

    /** Whether two clients know each person by the same subject. */
    public boolean agree(Client one, Client other) {
        if (!one.metadata.isPairwise() || !other.metadata.isPairwise()) {
            return one.metadata.isPairwise() == other.metadata.isPairwise();
        }
        return SectorIdentifier.of(one.metadata).equals(SectorIdentifier.of(other.metadata));
    }
}
