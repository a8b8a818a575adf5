package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.LogCapture;
import dev.limen.user.User;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** People of the realm file: what it changes of them, and their passwords. */
@QuarkusTest
class RealmUsersTest extends RealmFileTrial {

    @Test
    void leavesAloneWhatTheFileDoesNotName() {
        apply("users: [{username: kept, password: first-password, roles: [a], claims: {name: K, nickname: kk}}]");
        apply("users: [{username: kept, claims: {name: L}}]");
        User kept = user("kept");
        assertThat(kept.claims).containsEntry("name", "L").containsEntry("nickname", "kk");
        assertThat(kept.roles).containsExactly("a");
        assertThat(kept.passwordFingerprint).isNotNull();
        assertThat(clients.find("web")).isPresent();
    }

    @Test
    void warnsOfAPasswordThatIsEasyToGuessWithoutShowingIt() {
        String file =
                "users: [{username: easy, password: Eas1lyGuessed-Easy, claims: {email: Eas1lyGuessed@example.com}},"
                        + " {username: hard, password: tangerine kettle}]";
        List<LogCapture.Line> log = LogCapture.during(() -> apply(file));
        assertThat(log)
                .filteredOn(line -> line.text().contains("is easy to guess"))
                .hasSize(1)
                .allMatch(
                        line -> line.text().contains("user easy") && line.text().contains("CONTEXTUAL"))
                .noneMatch(line -> line.text().contains("Eas1lyGuessed"));
    }

    @Test
    void takesAClaimAwayThatTheFileSetsToNothing() {
        apply("users: [{username: less, claims: {name: K, nickname: kk}}]");
        apply("users: [{username: less, claims: {nickname: ~}}]");
        assertThat(user("less").claims).containsOnlyKeys("name");
    }

    @Test
    void doesNotEnableAgainWhatWasDisabledElsewhere() {
        String file = "users: [{username: shut, claims: {name: S}}]";
        apply(file);
        QuarkusTransaction.requiringNew().run(() -> users.disable(user("shut")));
        apply(file);
        assertThat(user("shut").enabled).isFalse();
        apply("users: [{username: shut, enabled: true}]");
        assertThat(user("shut").enabled).isTrue();
    }

    @Test
    void appliesAPasswordAgainOnlyWhenTheFileChangesIt() throws SQLException {
        String file = "users: [{username: changing, password: '%s'}]";
        apply(file.formatted("first-password"));
        String first = passwordHash("changing");
        assertThat(first).startsWith("$argon2id$");
        apply(file.formatted("first-password"));
        assertThat(passwordHash("changing")).isEqualTo(first);
        apply(file.formatted("second-password"));
        assertThat(passwordHash("changing")).isNotEqualTo(first).startsWith("$argon2id$");
    }

    @Test
    void takesAHashedPasswordAsItIs() throws SQLException {
        String hash = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQwMDAw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        apply("users: [{username: hashed, password_hash: '" + hash + "'}]");
        assertThat(passwordHash("hashed")).isEqualTo(hash);
    }

    @Test
    void generatesASubAndNeverChangesIt() {
        apply("users: [{username: generated}]");
        String sub = user("generated").sub;
        assertThat(sub).isNotBlank();
        apply("users: [{username: generated, sub: '" + sub + "'}]");
        assertRefused(
                "users: [{username: generated, sub: another}]",
                "line 1, column 36: user 'generated': 'sub' differs",
                "it never changes");
        assertRefused("users: [{username: thief, sub: '" + sub + "'}]", "is the one of another user, 'generated'");
        assertThat(user("generated").sub).isEqualTo(sub);
    }

    @Test
    void endsWithOneOfTwoFilesThatFightOverAPassword() throws Exception {
        List<Future<Applied>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                String password = "password-number-" + i % 2;
                running.add(threads.submit(() -> apply("users: [{username: fought, password: " + password + "}]")));
            }
        }
        for (Future<Applied> one : running) {
            assertThat(one.get()).isNotNull();
        }
        assertThat(passwordHash("fought")).startsWith("$argon2id$");
    }
}
