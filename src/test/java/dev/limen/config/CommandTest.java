package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void isNoneWithoutArguments() {
        assertThat(Command.of(List.of())).isEmpty();
    }

    @Test
    void appliesOrChecksAFile() {
        assertThat(Command.of(List.of("apply-realm", "a.yaml"))).contains(new Command.ApplyRealm("a.yaml"));
        assertThat(Command.of(List.of("check-realm", "a.yaml"))).contains(new Command.CheckRealm("a.yaml"));
    }

    @Test
    void migrates() {
        assertThat(Command.of(List.of("migrate"))).contains(new Command.Migrate());
    }

    @Test
    void rotatesAllKeysOrSome() {
        assertThat(Command.of(List.of("rotate-keys"))).contains(new Command.RotateKeys(false, List.of()));
        assertThat(Command.of(List.of("rotate-keys", "RS256", "EdDSA")))
                .contains(new Command.RotateKeys(false, List.of("RS256", "EdDSA")));
        assertThat(Command.of(List.of("rotate-keys", "--now"))).contains(new Command.RotateKeys(true, List.of()));
        assertThat(Command.of(List.of("rotate-keys", "RS256", "--now")))
                .contains(new Command.RotateKeys(true, List.of("RS256")));
    }

    @Test
    void makesAndEndsInitialAccessTokens() {
        assertThat(Command.of(List.of("initial-access-token")))
                .contains(new Command.InitialAccessToken(1, Duration.ofDays(1)));
        assertThat(Command.of(List.of("initial-access-token", "--lifetime", "PT1H", "--uses", "20")))
                .contains(new Command.InitialAccessToken(20, Duration.ofHours(1)));
        assertThat(Command.of(List.of("end-initial-access-tokens"))).contains(new Command.EndInitialAccessTokens());
        for (List<String> wrong : List.of(
                List.of("--uses", "0"),
                List.of("--uses", "100001"),
                List.of("--lifetime", "P366D"),
                List.of("--lifetime", "PT0S"))) {
            assertThatThrownBy(() -> Command.of(Stream.concat(Stream.of("initial-access-token"), wrong.stream())
                            .toList()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("--uses is from 1");
        }
    }

    @Test
    void endsSessionsOfAPersonOrWithAClient() {
        assertThat(Command.of(List.of("end-sessions", "--user", "alice")))
                .contains(new Command.EndSessions(Command.EndSessions.Whose.USER, "alice"));
        assertThat(Command.of(List.of("end-sessions", "--client", "web")))
                .contains(new Command.EndSessions(Command.EndSessions.Whose.CLIENT, "web"));
    }

    @Test
    void saysWhatThereIsWhereItIsSomethingElse() {
        for (List<String> wrong : List.of(
                List.of("apply-realm"),
                List.of("apply-realm", "a", "b"),
                List.of("aply-realm", "a"),
                List.of("migrate", "V9"),
                List.of("rotate-keys", "--soon"),
                List.of("initial-access-token", "--uses"),
                List.of("initial-access-token", "--uses", "many"),
                List.of("initial-access-token", "--lifetime", "soon"),
                List.of("initial-access-token", "--for", "x"),
                List.of("end-initial-access-tokens", "now"),
                List.of("end-sessions", "alice"),
                List.of("end-sessions", "--user"),
                List.of("end-sessions", "--all", "x"),
                List.of("x"))) {
            assertThatThrownBy(() -> Command.of(wrong))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("apply-realm FILE")
                    .hasMessageContaining("check-realm FILE")
                    .hasMessageContaining("migrate ")
                    .hasMessageContaining("rotate-keys [ALG...]");
        }
    }
}
