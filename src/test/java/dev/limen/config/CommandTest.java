package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    void rotatesAllKeysOrSome() {
        assertThat(Command.of(List.of("rotate-keys"))).contains(new Command.RotateKeys(false, List.of()));
        assertThat(Command.of(List.of("rotate-keys", "RS256", "EdDSA")))
                .contains(new Command.RotateKeys(false, List.of("RS256", "EdDSA")));
        assertThat(Command.of(List.of("rotate-keys", "--now"))).contains(new Command.RotateKeys(true, List.of()));
        assertThat(Command.of(List.of("rotate-keys", "RS256", "--now")))
                .contains(new Command.RotateKeys(true, List.of("RS256")));
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
                List.of("rotate-keys", "--soon"),
                List.of("end-sessions", "alice"),
                List.of("end-sessions", "--user"),
                List.of("end-sessions", "--all", "x"),
                List.of("x"))) {
            assertThatThrownBy(() -> Command.of(wrong))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("apply-realm FILE")
                    .hasMessageContaining("check-realm FILE")
                    .hasMessageContaining("rotate-keys [ALG...]");
        }
    }
}
