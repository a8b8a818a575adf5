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
    void saysWhatThereIsWhereItIsSomethingElse() {
        for (List<String> wrong : List.of(
                List.of("apply-realm"),
                List.of("apply-realm", "a", "b"),
                List.of("aply-realm", "a"),
                List.of("migrate", "V9"),
                List.of("rotate-keys", "--soon"),
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
