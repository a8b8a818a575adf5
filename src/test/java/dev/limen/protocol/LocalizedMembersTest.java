package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7591, section 2.2. */
class LocalizedMembersTest {

    private static final Map<String, Object> SOUND =
            Map.of("redirect_uris", List.of("https://a.example/callback"), "client_name", "Plain");

    @ParameterizedTest
    @CsvSource({
        "ja, 日本",
        "ja-JP, 日本",
        "de, Österreich",
        "de-AT, Österreich",
        "de-CH, Plain",
        "pt-BR, Brasil",
        "pt, Brasil",
        "en, Plain",
        "fr, Plain"
    })
    void fitsThePage(String language, String name) {
        ClientMetadata metadata = ClientMetadata.of(with(Map.of(
                "client_name#ja", "日本",
                "client_name#de-at", "Österreich",
                "client_name#pt-BR", "Brasil",
                "logo_uri#fr", "https://a.example/fr.png")));
        assertThat(metadata.clientName(Locale.forLanguageTag(language))).contains(name);
    }

    @Test
    void isBetterThanNothing() {
        ClientMetadata metadata = ClientMetadata.of(Map.of(
                "logo_uri#fr", "https://a.example/fr.png",
                "tos_uri#de", "https://a.example/agb",
                "policy_uri", "https://a.example/policy"));
        assertThat(metadata.logoUri(Locale.ENGLISH)).contains("https://a.example/fr.png");
        assertThat(metadata.tosUri(Locale.JAPANESE)).contains("https://a.example/agb");
        assertThat(metadata.policyUri(Locale.JAPANESE)).contains("https://a.example/policy");
        assertThat(metadata.clientName(Locale.JAPANESE)).isEmpty();
    }

    @Test
    void comesBackAsItWas() {
        Map<String, Object> members = with(Map.of("client_name#JA-jp", "日本", "tos_uri#de", "https://a.example/agb"));
        assertThat(faults(members)).isEmpty();
        Map<String, Object> stored = ClientMetadata.of(members).toMap();
        assertThat(stored)
                .containsEntry("client_name#JA-jp", "日本")
                .containsEntry("tos_uri#de", "https://a.example/agb");
        assertThat(ClientMetadata.of(stored)).isEqualTo(ClientMetadata.of(members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client_name#", "client_name#x", "client_name#de_DE", "client_name#de#at", "client_name#de-"})
    void needsALanguage(String name) {
        assertThat(faults(with(Map.of(name, "x")))).extracting(Fault::field).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts#de", "redirect_uris#de", "scope#de", "jwks_uri#de", "#de"})
    void isOfWhatPeopleRead(String name) {
        assertThat(faults(with(Map.of(name, "https://a.example/"))))
                .extracting(Fault::field)
                .containsExactly(name);
    }

    /** S2: the rules of the member itself. */
    @ParameterizedTest
    @ValueSource(strings = {"client_uri#de", "logo_uri#de", "policy_uri#de", "tos_uri#de"})
    void isAUriWhereTheMemberIs(String name) {
        for (String uri :
                List.of("javascript:alert(1)", "data:x", "http://a.example/", "HTTPS://a.example/", " ", "")) {
            assertThat(faults(with(Map.of(name, uri))))
                    .as(uri)
                    .extracting(Fault::field)
                    .containsExactly(name);
        }
        assertThat(faults(with(Map.of(name, "https://a.example/")))).isEmpty();
        assertThat(faults(with(Map.of(name, 1L)))).extracting(Fault::field).containsExactly(name);
    }

    @Test
    void isATextThatMisleadsNobody() {
        assertThat(faults(with(Map.of("client_name#ar", "a\u202Eb")))).hasSize(1);
        assertThat(faults(with(Map.of("client_name#ar", "x".repeat(201))))).hasSize(1);
    }

    @Test
    void isThereOnceForALanguage() {
        assertThat(faults(with(Map.of("client_name#de", "a", "client_name#DE", "b"))))
                .extracting(Fault::sentence)
                .singleElement()
                .asString()
                .startsWith("is there twice");
    }

    @Test
    void isThereInSoManyLanguages() {
        Map<String, Object> many = new HashMap<>(SOUND);
        for (int i = 0; i < 100; i++) {
            many.put("client_name#aa-" + i, "x");
        }
        assertThat(faults(many)).isEmpty();
        many.put("client_name#bb", "x");
        assertThat(faults(many)).hasSize(1);
    }

    private static Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(SOUND);
        members.putAll(more);
        return members;
    }

    private static List<Fault> faults(Map<String, Object> members) {
        return ClientMetadataRules.faults(members);
    }
}
