package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.protocol.Secret;
import dev.limen.user.SignIn.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.InvalidTransactionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private final String name = "user-" + UUID.randomUUID();
    private final Source source = Sources.fresh();

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

    private void assertHashesOnce(String username, String password, Reason reason) {
        long before = meters.timer("limen.password.hash").count();
        assertThat(users.verify(username, Secret.of(password), Sources.fresh()))
                .isInstanceOfSatisfying(SignIn.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
        assertThat(meters.timer("limen.password.hash").count() - before).isEqualTo(1);
    }

    private User person(Secret password) {
        PasswordHash hash = hashing.hash(password);
        return QuarkusTransaction.requiringNew().call(() -> {
            User user = users.add(Username.of(name).orElseThrow(), Optional.empty());
            users.password(user, hash);
            return user;
        });
    }
}
