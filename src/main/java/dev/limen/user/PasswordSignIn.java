package dev.limen.user;

import dev.limen.protocol.Secret;
import dev.limen.user.PasswordHashing.Verdict;
import dev.limen.user.SignIn.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One attempt to sign in with a password, from the throttle to the verdict. */
@ApplicationScoped
class PasswordSignIn {

    private static final Logger LOG = Logger.getLogger(PasswordSignIn.class);

    private final Throttle throttle;
    private final PasswordHashing hashing;
    private final MeterRegistry meters;

    PasswordSignIn(Throttle throttle, PasswordHashing hashing, MeterRegistry meters) {
        this.throttle = throttle;
        this.hashing = hashing;
        this.meters = meters;
    }

    SignIn attempt(String username, Secret password, Source source) {
        SignIn outcome = admit(username, password, source);
        meters.counter("limen.signins", "outcome", name(outcome)).increment();
        return outcome;
    }

    private SignIn admit(String username, Secret password, Source source) {
        return switch (throttle.admit(username, source)) {
            case Admission.Denied denied -> new SignIn.Throttled(denied.retryAfter());
            case Admission.Granted granted -> compared(username, password, granted);
        };
    }

    /** The failure was counted beforehand, so that attempts made at the same time cannot share one place. */
    private SignIn compared(String username, Secret password, Admission.Granted admission) {
        try {
            SignIn outcome = compare(username, password);
            if (outcome instanceof SignIn.Welcome) {
                throttle.succeeded(admission);
            }
            return outcome;
        } catch (HashingBusyException busy) {
            throttle.returned(admission);
            return new SignIn.Busy(busy.retryAfter());
        }
    }

    private SignIn compare(String username, Secret password) {
        Optional<User> found = Username.of(username).flatMap(PasswordSignIn::load);
        Optional<PasswordHash> stored = found.flatMap(User::password);
        Verdict verdict = hashing.verify(stored, password);
        if (found.isEmpty()) {
            return new SignIn.Refused(Reason.UNKNOWN_USER, Optional.empty());
        }
        if (stored.isEmpty()) {
            return refused(Reason.NO_PASSWORD, found.get());
        }
        return switch (verdict) {
            case MISMATCH -> refused(Reason.WRONG_PASSWORD, found.get());
            case MATCH -> admitted(found.get());
            case MATCH_OUTDATED -> {
                renew(found.get(), password);
                yield admitted(found.get());
            }
        };
    }

    /** A transaction of its own, over before the password is hashed: no connection waits meanwhile. */
    private static Optional<User> load(Username username) {
        return QuarkusTransaction.requiringNew().call(() -> User.byUsername(username));
    }

    /** Asks again: hashing took its time, and the account may have changed meanwhile. */
    static SignIn admitted(User compared) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<User> now = User.findByIdOptional(compared.id);
            if (now.filter(user -> user.enabled).isEmpty()) {
                return refused(Reason.DISABLED, compared);
            }
            boolean samePassword = Objects.equals(now.get().passwordChangedAt, compared.passwordChangedAt);
            return samePassword ? new SignIn.Welcome(now.get()) : refused(Reason.WRONG_PASSWORD, compared);
        });
    }

    /** The password is at hand now only. Should the hashing be busy, the next sign-in does it. */
    private void renew(User user, Secret password) {
        try {
            PasswordHash stronger = hashing.hash(password);
            QuarkusTransaction.requiringNew().run(() -> user.replaceHash(stronger));
        } catch (HashingBusyException busy) {
            LOG.debugf("%s keeps the weaker hash until the next sign-in", user);
        }
    }

    private static SignIn refused(Reason reason, User user) {
        return new SignIn.Refused(reason, Optional.of(user.sub));
    }

    private static String name(SignIn outcome) {
        return switch (outcome) {
            case SignIn.Welcome welcome -> "welcome";
            case SignIn.Refused refused -> "refused";
            case SignIn.Throttled throttled -> "throttled";
            case SignIn.Busy busy -> "busy";
        };
    }
}
