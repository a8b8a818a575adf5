package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.config.LimenConfig;
import dev.limen.protocol.Secret;
import dev.limen.support.LogCapture;
import dev.limen.support.TestClock;
import dev.limen.user.SignIn.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.InvalidTransactionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsersTest {

    private static final Secret RIGHT = Secret.of("correct horse battery staple");

    @Inject
    Users users;

    @Inject
    PasswordHashing hashing;

    @Inject
    MeterRegistry meters;

    @Inject
    LimenConfig config;

    @Inject
    TestClock clock;

    private final String name = "user-" + UUID.randomUUID();
    private final Source source = Sources.fresh();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void keepsWhatIsKnownOfAPerson() {
        UUID id = QuarkusTransaction.requiringNew().call(() -> {
            User user = users.add(Username.of(name).orElseThrow(), Optional.of("sub of " + name));
            user.claims = Map.of("name", "Alice", "email_verified", true, "address", Map.of("country", "FR"));
            user.roles = List.of("staff", "admin");
            user.groups = List.of("/engineering");
            return user.id;
        });
        User read = QuarkusTransaction.requiringNew().call(() -> users.byId(id).orElseThrow());
        assertThat(read.claims)
                .containsEntry("address", Map.of("country", "FR"))
                .containsEntry("email_verified", true);
        assertThat(read.roles).containsExactly("staff", "admin");
        assertThat(read.groups).containsExactly("/engineering");
        assertThat(QuarkusTransaction.requiringNew().call(() -> users.bySub("sub of " + name)))
                .isPresent();
        assertThat(QuarkusTransaction.requiringNew().call(() -> users.byUsername(name.toUpperCase())))
                .isPresent();
    }

    @Test
    void welcomesWithTheRightPasswordAlone() {
        User user = person(RIGHT);
        assertThat(users.verify(name, RIGHT, source))
                .isInstanceOfSatisfying(SignIn.Welcome.class, welcome -> assertThat(welcome.user().id)
                        .isEqualTo(user.id));
        assertThat(users.verify(name, Secret.of("wrong"), source))
                .isEqualTo(new SignIn.Refused(Reason.WRONG_PASSWORD, Optional.of(user.sub)));
    }

    @Test
    void hashesForEveryNameAndState() {
        person(RIGHT);
        assertHashesOnce(name, "wrong", Reason.WRONG_PASSWORD);
        assertHashesOnce("nobody-" + name, "wrong", Reason.UNKNOWN_USER);
        assertHashesOnce("bad\u202ename", "wrong", Reason.UNKNOWN_USER);
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.byUsername(name).orElseThrow()));
        assertHashesOnce(name, RIGHT.reveal(), Reason.DISABLED);
        String other = "no-password-" + name;
        QuarkusTransaction.requiringNew().run(() -> users.add(Username.of(other).orElseThrow(), Optional.empty()));
        assertHashesOnce(other, "wrong", Reason.NO_PASSWORD);
    }

    @Test
    void refusesToHashWithinATransaction() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> users.verify(name, RIGHT, source)))
                .hasRootCauseInstanceOf(InvalidTransactionException.class);
    }

    @Test
    void letsNoMorePasswordsBeTriedAtOnceThanTheBudgetHolds() throws Exception {
        person(RIGHT);
        clock.stop();
        long before = meters.timer("limen.password.hash").count();
        Map<Boolean, Long> outcomes = atOnce(64, () -> users.verify(name, Secret.of("wrong"), source)).stream()
                .collect(Collectors.partitioningBy(SignIn.Refused.class::isInstance, Collectors.counting()));
        int budget = config.throttle().perAccount() + 1;
        assertThat(outcomes).containsEntry(true, (long) budget).containsEntry(false, 64L - budget);
        assertThat(meters.timer("limen.password.hash").count() - before).isEqualTo(budget);
        assertThat(users.verify(name, RIGHT, source)).as("even the right one").isInstanceOf(SignIn.Throttled.class);
    }

    @Test
    void throttlesNamesThatDoNotExistLikeThoseThatDo() {
        person(RIGHT);
        Source other = Sources.fresh();
        for (int i = 0; i < config.throttle().perAccount() + 3; i++) {
            SignIn known = users.verify(name, Secret.of("wrong"), source);
            SignIn unknown = users.verify("nobody-" + name, Secret.of("wrong"), other);
            assertThat(unknown).hasSameClassAs(known);
        }
    }

    @Test
    void countsAttemptsByWhateverSpellingTogether() {
        for (int i = 0; i <= config.throttle().perAccount(); i++) {
            String spelling = i % 2 == 0 ? name.toUpperCase(Locale.ROOT) : " " + name;
            assertThat(users.verify(spelling, Secret.of("wrong"), source)).isInstanceOf(SignIn.Refused.class);
        }
        assertThat(users.verify(name, Secret.of("wrong"), source)).isInstanceOf(SignIn.Throttled.class);
    }

    @Test
    void disabledPeopleStayOutHoweverOftenTheyAreRight() {
        person(RIGHT);
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.byUsername(name).orElseThrow()));
        for (int i = 0; i <= config.throttle().perAccount(); i++) {
            assertThat(users.verify(name, RIGHT, source)).isInstanceOf(SignIn.Refused.class);
        }
        assertThat(users.verify(name, RIGHT, source)).isInstanceOf(SignIn.Throttled.class);
        QuarkusTransaction.requiringNew()
                .run(() -> users.enable(users.byUsername(name).orElseThrow()));
        assertThat(users.verify(name, RIGHT, Sources.fresh())).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void hashesAnewAtSignInWhenTheStoredHashIsWeaker() throws Exception {
        PasswordHash weak = Argon2.hash(RIGHT.reveal(), new Argon2Cost(64, 1, 1), new byte[Argon2.SALT_BYTES]);
        person(weak);
        User before = stored();
        assertThat(users.verify(name, Secret.of("wrong"), source)).isInstanceOf(SignIn.Refused.class);
        assertThat(stored().password().orElseThrow().cost()).isEqualTo(weak.cost());
        assertThat(atOnce(4, () -> users.verify(name, RIGHT, Sources.fresh())))
                .allMatch(SignIn.Welcome.class::isInstance);
        assertThat(stored().password().orElseThrow().cost()).isEqualTo(new Argon2Cost(7168, 5, 1));
        assertThat(stored().passwordChangedAt).as("it is the same password").isEqualTo(before.passwordChangedAt);
        assertThat(users.verify(name, RIGHT, source)).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void refusesThePasswordThatWasReplacedMeanwhile() throws Exception {
        person(RIGHT);
        Source home = source;
        List<SignIn> outcomes = atOnce(1, () -> {
            User compared = stored();
            QuarkusTransaction.requiringNew()
                    .run(() -> users.password(
                            users.byUsername(name).orElseThrow(), hashing.hash(Secret.of("another one"))));
            return PasswordSignIn.admitted(compared);
        });
        assertThat(outcomes).allMatch(SignIn.Refused.class::isInstance);
        assertThat(users.verify(name, RIGHT, home)).isInstanceOf(SignIn.Refused.class);
        assertThat(users.verify(name, Secret.of("another one"), home)).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void countsSignInsByOutcome() {
        person(RIGHT);
        double welcomed = meters.counter("limen.signins", "outcome", "welcome").count();
        double refused = meters.counter("limen.signins", "outcome", "refused").count();
        users.verify(name, RIGHT, source);
        users.verify(name, Secret.of("wrong"), source);
        assertThat(meters.counter("limen.signins", "outcome", "welcome").count() - welcomed)
                .isEqualTo(1);
        assertThat(meters.counter("limen.signins", "outcome", "refused").count() - refused)
                .isEqualTo(1);
    }

    @Test
    void showsNoSecret() throws Exception {
        User user = person(RIGHT);
        user.passwordFingerprint = "fingerprint".getBytes(StandardCharsets.UTF_8);
        SignIn welcome = users.verify(name, RIGHT, source);
        String hash = user.password().orElseThrow().phc();
        assertThat(user + " " + welcome + " " + user.password()).doesNotContain(hash, RIGHT.reveal());
        String json = new ObjectMapper().findAndRegisterModules().writeValueAsString(user);
        assertThat(json)
                .contains(user.sub)
                .doesNotContain(hash, "argon2", Base64.getEncoder().encodeToString(user.passwordFingerprint));
    }

    @Test
    void logsNoPassword() {
        person(RIGHT);
        Secret wrong = Secret.of("a very distinctive wrong password");
        List<LogCapture.Line> log = LogCapture.during(() -> {
            users.verify(name, RIGHT, source);
            users.verify(name, wrong, source);
            users.verify("nobody-" + name, wrong, source);
        });
        assertThat(log).anyMatch(line -> line.text().contains("password_hash"));
        assertThat(log)
                .noneMatch(line ->
                        line.text().contains(RIGHT.reveal()) || line.text().contains(wrong.reveal()));
        // the persistence library prints whole entities when it is asked to debug; the program itself never does
        assertThat(log).filteredOn(LogCapture.Line::ours).noneMatch(line -> line.text()
                .contains("$argon2id$"));
    }

    private User stored() {
        return QuarkusTransaction.requiringNew()
                .call(() -> users.byUsername(name).orElseThrow());
    }

    private static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
        List<T> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, call))) {
                outcomes.add(future.get());
            }
        }
        return outcomes;
    }

    private void assertHashesOnce(String username, String password, Reason reason) {
        long before = meters.timer("limen.password.hash").count();
        assertThat(users.verify(username, Secret.of(password), Sources.fresh()))
                .isInstanceOfSatisfying(SignIn.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
        assertThat(meters.timer("limen.password.hash").count() - before).isEqualTo(1);
    }

    private User person(Secret password) {
        return person(hashing.hash(password));
    }

    private User person(PasswordHash hash) {
        return QuarkusTransaction.requiringNew().call(() -> {
            User user = users.add(Username.of(name).orElseThrow(), Optional.empty());
            users.password(user, hash);
            return user;
        });
    }
}
