package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any file is a realm or a list of faults, and a text in it comes out as it was written. */
class RealmPropertyTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("NAME", "a $ value: {of} \\ the environment");

    private final Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(ENVIRONMENT.get(name)));

    @Property(tries = 500)
    void anyTextIsReadOrHasFaults(@ForAll String text) {
        read(text);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anythingOfTheFormIsReadOrHasFaults(@ForAll("yamlLike") String text) {
        read(text);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anyRealmIsReadOrHasFaults(@ForAll("realms") String text) {
        read(text);
    }

    private void read(String text) {
        Faults faults = new Faults();
        assertThat(RealmReader.read(text, placeholders, Profile.OAUTH21, faults))
                .isNotNull();
        int lines = text.split("\\R", -1).length;
        assertThat(faults.inOrder())
                .allMatch(fault -> fault.position().line() >= 1
                        && fault.position().line() <= lines + 1
                        && fault.position().column() >= 1);
    }

    @Property(tries = 500)
    void quotedTextComesBackAsItWas(@ForAll("plain") String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${");
        Faults faults = new Faults();
        Value value = YamlDocument.read("\"" + quoted + "\"", placeholders, faults);
        assertThat(faults.isEmpty()).isTrue();
        assertThat(value).isInstanceOfSatisfying(Value.Text.class, read -> assertThat(read.text())
                .isEqualTo(text));
    }

    @Property(tries = 500)
    void placeholdersAreFilledInOrSaidToBeWrong(@ForAll("plain") String before, @ForAll("plain") String after) {
        List<String> faults = new ArrayList<>();
        String escaped = before.replace("${", "$${");
        String closed = escaped.endsWith("$") ? escaped + "." : escaped;
        String open = before.endsWith("$") ? before + "." : before;
        String text = closed + "${NAME}" + after.replace("${", "$${");
        assertThat(placeholders.replace(text, faults::add)).isEqualTo(open + ENVIRONMENT.get("NAME") + after);
        assertThat(faults).isEmpty();
        assertThat(placeholders.replace(before + "${OTHER}", faults::add)).isNotNull();
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("${}$\\\"\u00e9\u65e5")
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> yamlLike() {
        Arbitrary<String> part = Arbitraries.of(
                "clients", "users", ":", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a",
                "!!str ", "!x ", "|", ">", "#", "---", "...", "%", "? ", "${NAME}", "${", "~", "1", "\t", "\u0007",
                "<<");
        return part.list().ofMaxSize(20).map(parts -> String.join("", parts));
    }

    /** In flow style, in which any nesting can be written. */
    @Provide
    Arbitrary<String> realms() {
        Arbitrary<String> list = Arbitraries.of("clients", "users", "scopes", "resources", "trusted_issuers", "other");
        Arbitrary<String> name = Arbitraries.of(
                "client_id",
                "client_secret",
                "client_secret_hash",
                "username",
                "password",
                "password_hash",
                "email",
                "name",
                "claims",
                "redirect_uris",
                "response_types",
                "grant_types",
                "jwks",
                "jwks_uri",
                "issuer",
                "resource",
                "uri",
                "scopes",
                "subject_dn",
                "tls_client_auth_subject_dn",
                "tls_client_auth_san_ip",
                "token_exchange",
                "default_max_age",
                "roles",
                "sub",
                "audience",
                "description",
                "enabled");
        Arbitrary<String> scalar = Arbitraries.of(
                "a",
                "\"\"",
                "\" \"",
                "~",
                "1",
                "-1",
                "9999999999999999999",
                "true",
                "yes",
                "https://a.example/",
                "\"${NAME}\"",
                "\"${OTHER}\"",
                "code",
                "PT1H",
                "1.2.3.400",
                "\"CN=\"",
                "$argon2id$v=19$m=8,t=1,p=1$YWFhYWFhYWE$YWFh");
        Arbitrary<String> flat = Arbitraries.oneOf(scalar, lists(scalar), maps(name, scalar));
        Arbitrary<String> deep = Arbitraries.oneOf(flat, lists(flat), maps(name, flat));
        return maps(list, Arbitraries.oneOf(lists(maps(name, deep)), deep));
    }

    private static Arbitrary<String> lists(Arbitrary<String> values) {
        return values.list().ofMaxSize(3).map(all -> "[" + String.join(", ", all) + "]");
    }

    private static Arbitrary<String> maps(Arbitrary<String> names, Arbitrary<String> values) {
        return Combinators.combine(names, values)
                .as((name, value) -> name + ": " + value)
                .list()
                .ofMaxSize(5)
                .map(all -> "{" + String.join(", ", all) + "}");
    }
}
