package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/realm.md tells every key, and its example is one. */
class RealmDocumentTest {

    private static final Pattern KEY = Pattern.compile("`([a-z_]+)`");

    @Test
    void tellsEveryKeyAndNoOther() throws IOException {
        assertThat(keys("clients")).containsExactlyInAnyOrderElementsOf(clientKeys());
        assertThat(keys("users")).containsExactlyInAnyOrderElementsOf(UserReader.KEYS);
        assertThat(keys("scopes")).containsExactlyInAnyOrderElementsOf(ScopeReader.KEYS);
        assertThat(keys("resources")).containsExactlyInAnyOrderElementsOf(ResourceReader.KEYS);
        assertThat(keys("authorization_details_types")).containsExactlyInAnyOrderElementsOf(DetailsTypeReader.KEYS);
        assertThat(keys("acr_levels")).containsExactlyInAnyOrderElementsOf(AcrLevelReader.KEYS);
        assertThat(keys("trusted_issuers")).containsExactlyInAnyOrderElementsOf(TrustedIssuerReader.KEYS);
    }

    @Test
    void showsAnExampleWithoutAFault() throws IOException {
        String text = document();
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(example.find()).isTrue();
        Faults faults = new Faults();
        Map<String, String> environment = Map.of("WEB_SECRET", "x", "ALICE_PASSWORD", "y");
        RealmReader.read(
                example.group(1),
                new Placeholders(name -> Optional.ofNullable(environment.get(name))),
                Profile.OAUTH21,
                faults);
        assertThat(faults.inOrder()).isEmpty();
    }

    private static Set<String> clientKeys() {
        return Stream.concat(
                        Stream.concat(Stream.of("client_id", "enabled"), ClientSecretReader.KEYS.stream()),
                        Stream.of(ClientMetadataField.values()).map(ClientMetadataField::wire))
                .collect(Collectors.toSet());
    }

    /** What stands in the first column of the table of a section. */
    private static Set<String> keys(String section) throws IOException {
        String text = document();
        int start = text.indexOf("\n## `" + section + "`\n");
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> KEY.matcher(cell).results().map(match -> match.group(1)))
                .collect(Collectors.toSet());
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/realm.md"));
    }
}
