package dev.limen.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.interaction.InteractionPolicy.Asked;
import dev.limen.interaction.InteractionPolicy.Known;
import dev.limen.interaction.InteractionPolicy.Next;
import dev.limen.interaction.InteractionPolicy.SignedIn;
import dev.limen.interaction.InteractionPolicy.Step;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InteractionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final SignedIn ALICE = new SignedIn("alice", NOW.minusSeconds(60), 0);

    @Test
    void whoIsNotSignedInIsSentToSignIn() {
        assertThat(next(asked(), known(null, false, false, true, false, false))).isEqualTo(new Next.Show(Step.LOGIN));
    }

    @Test
    void whoIsSignedInAndHasAllowedItIsDone() {
        assertThat(next(asked(), known(ALICE, false, false, false, false, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void consentIsAskedWhenNeededOrWantedAndOnce() {
        assertThat(next(asked(), known(ALICE, false, false, true, false, false)))
                .isEqualTo(new Next.Show(Step.CONSENT));
        assertThat(next(asked(Prompt.CONSENT), known(ALICE, false, false, false, false, false)))
                .isEqualTo(new Next.Show(Step.CONSENT));
        assertThat(next(asked(Prompt.CONSENT), known(ALICE, false, false, true, true, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void promptLoginIsHonouredThoughASessionExists() {
        assertThat(next(asked(Prompt.LOGIN), known(ALICE, false, false, false, false, false)))
                .isEqualTo(new Next.Show(Step.LOGIN));
        assertThat(next(asked(Prompt.LOGIN), known(ALICE, true, true, false, false, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void choosingAnAccountDoesNotReplaceTheSignInThatPromptLoginWants() {
        Asked both = asked(Prompt.LOGIN, Prompt.SELECT_ACCOUNT);
        assertThat(next(both, known(ALICE, false, false, false, false, false))).isEqualTo(new Next.Show(Step.ACCOUNTS));
        assertThat(next(both, known(ALICE, false, true, false, false, false))).isEqualTo(new Next.Show(Step.LOGIN));
    }

    @Test
    void maxAgeSendsToSignInAgain() {
        assertThat(next(aged(30), known(ALICE, false, false, false, false, false)))
                .isEqualTo(new Next.Show(Step.LOGIN));
        assertThat(next(aged(0), known(new SignedIn("alice", NOW), false, false, false, false, false)))
                .isEqualTo(new Next.Show(Step.LOGIN));
        assertThat(next(aged(0), known(new SignedIn("alice", NOW), true, true, false, false, false)))
                .isEqualTo(new Next.Done());
        assertThat(next(aged(60), known(ALICE, false, false, false, false, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void anotherPersonThanTheOneAskedForIsRefused() {
        Asked bob = new Asked(Set.of(), Optional.empty(), Optional.of("bob"));
        assertThat(next(bob, known(ALICE, false, false, false, false, false))).isEqualTo(new Next.Show(Step.LOGIN));
        assertThat(code(next(bob, known(ALICE, true, true, false, false, false))))
                .isEqualTo(ErrorCode.LOGIN_REQUIRED);
    }

    @Test
    void aWeakSessionSignsInAgainForALevelThatIsNeededOrWished() {
        SignedIn weak = new SignedIn("alice", NOW.minusSeconds(60), 0);
        SignedIn strong = new SignedIn("alice", NOW.minusSeconds(60), 1);
        for (Asked asked : List.of(levels(1, -1), levels(-1, 1), levels(1, 1))) {
            assertThat(next(asked, known(weak, false, false, false, false, false)))
                    .isEqualTo(new Next.Show(Step.LOGIN));
            assertThat(next(asked, known(strong, false, false, false, false, false)))
                    .isEqualTo(new Next.Done());
        }
    }

    /** OpenID Connect Core 1.0, section 5.5.1.1: what is essential and was not reached is no success; what was wished is. */
    @Test
    void aSignInThatStaysTooWeakIsRefusedWhereTheLevelIsNeeded() {
        SignedIn weak = new SignedIn("alice", NOW, 0);
        assertThat(code(next(levels(1, 1), known(weak, true, true, false, false, false))))
                .isEqualTo(ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS);
        assertThat(next(levels(-1, 1), known(weak, true, true, false, false, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void withoutAPageTheLevelThatIsNeededIsMissingAndTheOneThatIsWishedIsNot() {
        SignedIn weak = new SignedIn("alice", NOW, 0);
        assertThat(code(next(
                        new Asked(Set.of(Prompt.NONE), Optional.empty(), Optional.empty(), 1, 1),
                        known(weak, false, false, false, false, false))))
                .isEqualTo(ErrorCode.LOGIN_REQUIRED);
        assertThat(next(
                        new Asked(Set.of(Prompt.NONE), Optional.empty(), Optional.empty(), -1, 1),
                        known(weak, false, false, false, false, false)))
                .isEqualTo(new Next.Done());
    }

    @Test
    void whoRefusesEndsIt() {
        assertThat(code(next(asked(), known(ALICE, true, true, true, false, true))))
                .isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    /** S24: over every state, done is reached only with what each demand of the request proves. */
    @Test
    void noPathLeavesAStepOut() {
        for (Set<Prompt> prompts : prompts()) {
            for (int bits = 0; bits < 1 << 6; bits++) {
                for (Optional<Duration> maxAge :
                        List.of(Optional.<Duration>empty(), Optional.of(Duration.ofSeconds(30)))) {
                    for (Optional<String> subject :
                            List.of(Optional.<String>empty(), Optional.of("alice"), Optional.of("bob"))) {
                        Known known = known(
                                (bits & 1) == 0 ? null : ALICE,
                                (bits & 1) != 0 && (bits & 2) != 0,
                                (bits & 4) != 0,
                                (bits & 8) != 0,
                                (bits & 16) != 0,
                                (bits & 32) != 0);
                        for (int level : new int[] {-1, 0, 1}) {
                            proveDone(new Asked(prompts, maxAge, subject, level, -1), known);
                            proveDone(new Asked(prompts, maxAge, subject, -1, level), known);
                        }
                    }
                }
            }
        }
    }

    private static void proveDone(Asked asked, Known known) {
        Next next = next(asked, known);
        if (asked.prompts().contains(Prompt.NONE)) {
            assertThat(next).as("no page with prompt=none: %s %s", asked, known).isNotInstanceOf(Next.Show.class);
        }
        if (!(next instanceof Next.Done)) {
            return;
        }
        assertThat(known.denied()).isFalse();
        assertThat(known.session()).isPresent();
        assertThat(known.session().get().level()).isGreaterThanOrEqualTo(asked.needed());
        asked.subject().ifPresent(subject -> assertThat(subject).isEqualTo("alice"));
        if (asked.prompts().contains(Prompt.LOGIN) || asked.maxAge().isPresent()) {
            assertThat(known.authenticatedHere()).isTrue();
        }
        if (asked.prompts().contains(Prompt.SELECT_ACCOUNT)) {
            assertThat(known.accountChosen()).isTrue();
        }
        if (asked.prompts().contains(Prompt.CONSENT)) {
            assertThat(known.consentedHere()).isTrue();
        }
        assertThat(!known.consentNeeded() || known.consentedHere()).isTrue();
    }

    private static List<Set<Prompt>> prompts() {
        List<Set<Prompt>> all = new ArrayList<>(List.of(Set.of(), Set.of(Prompt.NONE)));
        Prompt[] others = {Prompt.LOGIN, Prompt.CONSENT, Prompt.SELECT_ACCOUNT};
        for (int bits = 1; bits < 8; bits++) {
            Set<Prompt> set = EnumSet.noneOf(Prompt.class);
            for (int i = 0; i < 3; i++) {
                if ((bits & 1 << i) != 0) {
                    set.add(others[i]);
                }
            }
            all.add(set);
        }
        return all;
    }

    private static ErrorCode code(Next next) {
        return ((Next.Refuse) next).error().code();
    }

    private static Next next(Asked asked, Known known) {
        return InteractionPolicy.next(asked, known, NOW);
    }

    private static Asked asked(Prompt... prompts) {
        return new Asked(Set.of(prompts), Optional.empty(), Optional.empty());
    }

    private static Asked levels(int needed, int wished) {
        return new Asked(Set.of(), Optional.empty(), Optional.empty(), needed, wished);
    }

    private static Asked aged(long seconds) {
        return new Asked(Set.of(), Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
    }

    private static Known known(
            SignedIn session,
            boolean authenticated,
            boolean chosen,
            boolean needed,
            boolean consented,
            boolean denied) {
        return new Known(Optional.ofNullable(session), authenticated, chosen, needed, consented, denied);
    }
}
