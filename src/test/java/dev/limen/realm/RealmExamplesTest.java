package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The realm files of {@code deployment/} have no fault. */
class RealmExamplesTest {

    @Test
    void haveNoFault() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("deployment"))) {
            List<Path> realms = all.filter(file -> file.endsWith("realm.yaml")).toList();
            assertThat(realms).hasSizeGreaterThan(2);
            for (Path realm : realms) {
                Faults faults = new Faults();
                RealmReader.read(
                        Files.readString(realm), new Placeholders(RealmExamplesTest::value), Profile.OAUTH21, faults);
                assertThat(faults.inOrder()).as(realm.toString()).isEmpty();
            }
        }
    }

    private static Optional<String> value(String name) {
        return Optional.of(name.endsWith("_URL") ? "https://app.example.com" : "what nobody guesses, at any length");
    }
}
