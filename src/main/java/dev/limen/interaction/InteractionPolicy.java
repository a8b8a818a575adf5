package dev.limen.interaction;

import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which step an authorization needs next. A pure function of what was asked and what is known, so that no path through
 * the pages can leave a step out.
 */
public final class InteractionPolicy {

    private static final String CLAUSE = "OpenID Connect Core 1.0, section 3.1.2.6";

    private InteractionPolicy() {}

    /** What the person is to be shown. */
    public enum Step {
        LOGIN,
        ACCOUNTS,
        CONSENT
    }

    /** The answer of the policy. */
    public sealed interface Next {
        /** The person has something to do. */
        record Show(Step step) implements Next {}

        /** The client is refused. */
        record Refuse(OAuthError error) implements Next {}

        /** Nothing is left to do. */
        record Done() implements Next {}
    }

    /**
     * What was asked.
     *
     * @param prompts the {@code prompt} parameter
     * @param maxAge the greatest age of the authentication, from the request or the client's registration
     * @param subject the one person who will do, from {@code id_token_hint} or the {@code claims} parameter
     * @param needed the level of authentication without which it cannot be done
     * @param wished the one that would be better, and that a sign-in can reach
     */
    public record Asked(
            Set<Prompt> prompts, Optional<Duration> maxAge, Optional<String> subject, int needed, int wished) {

        /** Where any level will do. */
        public Asked(Set<Prompt> prompts, Optional<Duration> maxAge, Optional<String> subject) {
            this(prompts, maxAge, subject, AcrLevels.NONE, AcrLevels.NONE);
        }
    }

    /**
     * What is known.
     *
     * @param session the session to go on with, if there is one
     * @param authenticatedHere whether the person signed in during this attempt
     * @param accountChosen whether the person chose an account, or signed in, during this attempt
     * @param consentNeeded whether something is asked that the person has not allowed before
     * @param consentedHere whether the person allowed it during this attempt
     * @param denied whether the person refused
     */
    public record Known(
            Optional<SignedIn> session,
            boolean authenticatedHere,
            boolean accountChosen,
            boolean consentNeeded,
            boolean consentedHere,
            boolean denied) {}

    /**
     * Who is signed in, since when, and which level of authentication that reaches.
     *
     * @param subject in the same terms as that which is asked for: as the client knows the person
     */
    public record SignedIn(String subject, Instant authTime, int level) {

        /** Where no level counts. */
        public SignedIn(String subject, Instant authTime) {
            this(subject, authTime, AcrLevels.NONE);
        }
    }

    /** The next step. */
    public static Next next(Asked asked, Known known, Instant now) {
        if (known.denied()) {
            return new Next.Refuse(new OAuthError(
                    ErrorCode.ACCESS_DENIED, "the person refused", "RFC 6749, section 4.1.2.1", "denied"));
        }
        if (asked.prompts().contains(Prompt.NONE)) {
            return silently(asked, known, now);
        }
        if (wrongPersonSignedIn(asked, known)) {
            return refuse(ErrorCode.LOGIN_REQUIRED, "another person than the one asked for signed in");
        }
        if (tooWeakSignIn(asked, known)) {
            return refuse(
                    ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS, "the sign-in did not reach the level that is needed");
        }
        if (chooseAccount(asked, known)) {
            return new Next.Show(Step.ACCOUNTS);
        }
        if (loginNeeded(asked, known, now) || isWeaker(known, asked.wished())) {
            return new Next.Show(Step.LOGIN);
        }
        return askConsent(asked, known) ? new Next.Show(Step.CONSENT) : new Next.Done();
    }

    /** prompt=none: no page may be shown. */
    private static Next silently(Asked asked, Known known, Instant now) {
        if (loginNeeded(asked, known, now)) {
            return refuse(ErrorCode.LOGIN_REQUIRED, "the person is not signed in, or not as was asked");
        }
        if (known.consentNeeded()) {
            return refuse(ErrorCode.CONSENT_REQUIRED, "the person has not allowed all of this before");
        }
        return new Next.Done();
    }

    private static boolean chooseAccount(Asked asked, Known known) {
        return asked.prompts().contains(Prompt.SELECT_ACCOUNT)
                && known.session().isPresent()
                && !known.accountChosen();
    }

    private static boolean loginNeeded(Asked asked, Known known, Instant now) {
        if (known.session().isEmpty()) {
            return true;
        }
        SignedIn session = known.session().get();
        if (!suits(asked, session) || session.level() < asked.needed()) {
            return true;
        }
        boolean tooOld = asked.maxAge().map(age -> tooOld(session, age, now)).orElse(false);
        return !known.authenticatedHere() && (tooOld || asked.prompts().contains(Prompt.LOGIN));
    }

    /** A session that is older than this attempt, and does not reach the level. */
    private static boolean isWeaker(Known known, int level) {
        return !known.authenticatedHere()
                && known.session().map(session -> session.level() < level).orElse(false);
    }

    /** OpenID Connect Core 1.0, section 5.5.1.1. */
    private static boolean tooWeakSignIn(Asked asked, Known known) {
        return known.authenticatedHere()
                && known.session()
                        .map(session -> session.level() < asked.needed())
                        .orElse(false);
    }

    private static boolean askConsent(Asked asked, Known known) {
        return !known.consentedHere()
                && (known.consentNeeded() || asked.prompts().contains(Prompt.CONSENT));
    }

    private static boolean wrongPersonSignedIn(Asked asked, Known known) {
        return known.authenticatedHere()
                && known.session().map(session -> !suits(asked, session)).orElse(false);
    }

    private static boolean suits(Asked asked, SignedIn session) {
        return asked.subject().map(session.subject()::equals).orElse(true);
    }

    private static boolean tooOld(SignedIn session, Duration maxAge, Instant now) {
        return session.authTime().plus(maxAge).isBefore(now) || maxAge.isZero();
    }

    private static Next refuse(ErrorCode code, String description) {
        return new Next.Refuse(new OAuthError(code, description, CLAUSE));
    }
}
