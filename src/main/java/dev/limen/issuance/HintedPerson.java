package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the person whom an ID token of ours is about, where nobody is signed in to compare with. A pairwise subject leads back to
 * nobody; the token's {@code jti} leads to the grant that it came of, as long as that is kept.
 */
@ApplicationScoped
public class HintedPerson {

    private final Users users;
    private final Grants grants;
    private final SubjectIdentifiers subjects;

    HintedPerson(Users users, Grants grants, SubjectIdentifiers subjects) {
        this.users = users;
        this.grants = grants;
        this.subjects = subjects;
    }

    /**
     * The person, enabled or not. Runs in the caller's transaction.
     *
     * @param claims of a verified ID token, see {@link OwnTokens#idTokenHint}
     * @param client to which it was issued
     */
    public Optional<User> of(Map<String, Object> claims, Client client) {
        String sub = String.valueOf(claims.get("sub"));
        Optional<User> person = client.metadata.isPairwise()
                ? grant(claims.getOrDefault("jti", "").toString()).flatMap(Grant::subject)
                : users.bySub(sub);
        return person.filter(found -> subjects.of(found, client).equals(sub));
    }

    private Optional<Grant> grant(String jti) {
        return TokenId.grant(jti).flatMap(id -> grants.ofJwt(id, jti));
    }
}
