package dev.limen.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.OpaqueToken;
import dev.limen.user.User;
import dev.limen.user.Username;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Test
    void beginsASessionThatTheCookieNames() {
        User alice = person();
        Begun begun = sessions.begin(Optional.empty(), alice, List.of("pwd"), false);
        Session active = sessions.active(Optional.of(begun.cookie())).orElseThrow();
        assertThat(active.id).isEqualTo(begun.session().id);
        assertThat(active.user.username).isEqualTo(alice.username);
        assertThat(active.amr).containsExactly("pwd");
        assertThat(begun.maxAge()).isEmpty();
    }

    @Test
    void givesANewCookieValueAtEachAuthenticationAndEndsTheOlderSessionOfTheSamePerson() {
        User alice = person();
        Begun first = sessions.begin(Optional.empty(), alice, List.of("pwd"), false);
        Begun second = sessions.begin(Optional.of(first.cookie()), alice, List.of("pwd"), false);
        assertThat(second.cookie().reveal()).isNotEqualTo(first.cookie().reveal());
        assertThat(sessions.active(Optional.of(first.cookie()))).isEmpty();
        assertThat(sessions.all(Optional.of(first.cookie()))).isEmpty();
        assertThat(ids(second.cookie())).containsExactly(second.session().id);
        assertThat(sessions.live(first.session().id)).isEmpty();
    }

    @Test
    void keepsOtherPeopleOfTheBrowser() {
        Begun alice = sessions.begin(Optional.empty(), person(), List.of("pwd"), false);
        Begun bob = sessions.begin(Optional.of(alice.cookie()), person(), List.of("pwd"), false);
        assertThat(ids(bob.cookie())).containsExactlyInAnyOrder(alice.session().id, bob.session().id);
        assertThat(sessions.active(Optional.of(bob.cookie())).orElseThrow().id).isEqualTo(bob.session().id);
        Begun chosen = sessions.choose(bob.cookie(), alice.session().sid).orElseThrow();
        assertThat(sessions.active(Optional.of(chosen.cookie())).orElseThrow().id)
                .isEqualTo(alice.session().id);
        assertThat(sessions.active(Optional.of(bob.cookie()))).isEmpty();
        assertThat(sessions.choose(bob.cookie(), alice.session().sid)).isEmpty();
    }

    @Test
    void endsWithTheAccount() {
        User alice = person();
        Begun begun = sessions.begin(Optional.empty(), alice, List.of("pwd"), true);
        assertThat(begun.maxAge()).isPresent();
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.byId(alice.id).orElseThrow()));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
        QuarkusTransaction.requiringNew()
                .run(() -> users.enable(users.byId(alice.id).orElseThrow()));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    private List<UUID> ids(OpaqueToken cookie) {
        return sessions.all(Optional.of(cookie)).stream()
                .map(session -> session.id)
                .toList();
    }

    private User person() {
        return QuarkusTransaction.requiringNew()
                .call(() -> users.add(Username.of("user-" + UUID.randomUUID()).orElseThrow(), Optional.empty()));
    }
}
