package dev.limen.user;

import dev.limen.protocol.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door to accounts: finding, changing, and signing in with a password. */
@ApplicationScoped
public class Users {

    private final Clock clock;
    private final PasswordSignIn signIn;
    private final Event<UserDisabled> disabled;
    private final Event<PasswordChanged> passwordChanged;

    Users(Clock clock, PasswordSignIn signIn, Event<UserDisabled> disabled, Event<PasswordChanged> passwordChanged) {
        this.clock = clock;
        this.signIn = signIn;
        this.disabled = disabled;
        this.passwordChanged = passwordChanged;
    }

    /** The account of a subject identifier, enabled or not. */
    public Optional<User> bySub(String sub) {
        return User.bySub(sub);
    }

    /** The account of an id, enabled or not. */
    public Optional<User> byId(UUID id) {
        return User.findByIdOptional(id);
    }

    /** The account of a name, however it is typed, enabled or not. */
    public Optional<User> byUsername(String username) {
        return Username.of(username).flatMap(User::byUsername);
    }

    /** The one account, enabled or not, whose verified e-mail address this is; none where several have it. */
    public Optional<User> byVerifiedEmail(String email) {
        List<User> found = User.byVerifiedEmail(email);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /**
     * Checks a password, within the budgets of {@link Throttle}. Same text, status and time whether the account exists,
     * is disabled or has no password.
     *
     * @throws jakarta.transaction.TransactionalException if called inside a transaction: its connection would be held
     *     while the password is hashed
     */
    @Transactional(TxType.NEVER)
    public SignIn verify(String username, Secret password, Source source) {
        return signIn.attempt(username, password, source);
    }

    /**
     * Adds an account without a password.
     *
     * @param sub its subject identifier; a fresh one otherwise
     * @throws IllegalArgumentException if the name is none, see {@link Username}
     */
    @Transactional(TxType.MANDATORY)
    public User add(Username username, Optional<String> sub) {
        Instant now = clock.instant();
        User user = new User();
        user.id = UUID.randomUUID();
        user.sub = sub.orElseGet(() -> UUID.randomUUID().toString());
        user.username = username.display();
        user.usernameKey = username.key();
        user.enabled = true;
        user.createdAt = now;
        user.updatedAt = now;
        user.persist();
        return user;
    }

    /** Gives an account its first or another password; its sessions end. */
    @Transactional(TxType.MANDATORY)
    public void password(User user, PasswordHash hash) {
        user.passwordHash = hash.phc();
        user.passwordChangedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        user.updatedAt = user.passwordChangedAt;
        passwordChanged.fire(new PasswordChanged(user.id, user.sub));
    }

    /** Shuts an account: no sign-in, no session, no token. */
    @Transactional(TxType.MANDATORY)
    public void disable(User user) {
        user.enabled = false;
        user.updatedAt = clock.instant();
        disabled.fire(new UserDisabled(user.id, user.sub));
    }

    /** Opens a disabled account again; its old sessions stay ended. */
    @Transactional(TxType.MANDATORY)
    public void enable(User user) {
        user.enabled = true;
        user.updatedAt = clock.instant();
    }
}
