package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RealmCommandTest {

    @Test
    void isNoneWithoutArguments() {
        assertThat(RealmCommand.of(List.of())).isEmpty();
    }

    @Test
    void appliesOrChecksAFile() {
        assertThat(RealmCommand.of(List.of("apply-realm", "a.yaml"))).contains(new RealmCommand(true, "a.yaml"));
        assertThat(RealmCommand.of(List.of("check-realm", "a.yaml"))).contains(new RealmCommand(false, "a.yaml"));
    }

    @Test
    void saysWhatThereIsWhereItIsSomethingElse() {
        for (List<String> wrong : List.of(
                List.of("apply-realm"), List.of("apply-realm", "a", "b"), List.of("aply-realm", "a"), List.of("x"))) {
            assertThatThrownBy(() -> RealmCommand.of(wrong))
                    .isInstanceOf(RealmFileException.class)
                    .hasMessageContaining("apply-realm FILE")
                    .hasMessageContaining("check-realm FILE");
        }
    }
}
