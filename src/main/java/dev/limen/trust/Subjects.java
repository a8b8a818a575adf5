package dev.limen.trust;

import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Finds the account that an assertion is about. Nobody gets an account by an assertion. */
@ApplicationScoped
public class Subjects {

    private final Users users;

    Subjects(Users users) {
        this.users = users;
    }

    /** The account, enabled or not; none where the claims lead to no account, or to more than one. */
    public Optional<User> of(Map<String, Object> claims, TrustedIssuer issuer) {
        if (!(claims.get(issuer.subjectClaim()) instanceof String subject)) {
            return Optional.empty();
        }
        return switch (issuer.subjectMatch()) {
            case SUB -> users.bySub(subject);
            case USERNAME -> users.byUsername(subject);
            case EMAIL ->
                Boolean.TRUE.equals(claims.get("email_verified")) ? users.byVerifiedEmail(subject) : Optional.empty();
        };
    }
}
