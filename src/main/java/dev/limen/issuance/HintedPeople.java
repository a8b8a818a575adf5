package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.grant.Grants;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Finds whom an ID token of ours is about (OpenID Connect Core 1.0, section 2). */
@ApplicationScoped
public class HintedPeople {

    private final Users users;
    private final Grants grants;
    private final SubjectIdentifiers subjects;

    HintedPeople(Users users, Grants grants, SubjectIdentifiers subjects) {
        this.users = users;
        this.grants = grants;
        this.subjects = subjects;
    }

    /**
     * The person. No subject that only one sector knows leads back to an account, so such a token is good for as long as
     * there is a record of its grant.
     *
     * @param claims those of {@link OwnTokens#idTokenHint}
     * @param client to whom it was issued
     */
    public Optional<User> of(Map<String, Object> claims, Client client) {
        String subject = String.valueOf(claims.get("sub"));
        if (!client.metadata.isPairwise()) {
            return users.bySub(subject);
        }
        String jti = String.valueOf(claims.get("jti"));
        return TokenId.grant(jti)
                .flatMap(id -> grants.ofJwt(id, jti))
                .flatMap(grant -> grant.subject())
                .filter(person -> subjects.of(person, client).equals(subject));
    }
}
