package dev.limen.session;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Whether an account is still the one that its person has just proved to own. */
@ApplicationScoped
public class ProvedAccount {

    /** It was disabled or given another password meanwhile. */
    static final OAuthError CHANGED = new OAuthError(
            ErrorCode.INVALID_REQUEST,
            "the account changed during the sign-in",
            "OWASP ASVS 5.0, section 7.4",
            "interaction_expired");

    private static final String UNCHANGED = """
            select 1 from users where id = ?1 and enabled
            and password_changed_at is not distinct from cast(?2 as timestamptz) for share
            """;

    private final EntityManager database;

    ProvedAccount(EntityManager database) {
        this.database = database;
    }

    /**
     * The lock makes a change wait until the new session is there: it ends all sessions, and would not see this one.
     *
     * @throws OAuthException {@link #CHANGED}
     */
    public void refuseChanged(User user) {
        boolean changed = database.createNativeQuery(UNCHANGED, Integer.class)
                .setParameter(1, user.id)
                .setParameter(2, user.passwordChangedAt)
                .getResultList()
                .isEmpty();
        if (changed) {
            throw new OAuthException(CHANGED, "the account was disabled or given another password meanwhile");
        }
    }
}
