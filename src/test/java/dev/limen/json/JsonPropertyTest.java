package dev.limen.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is an object or refused, and an object that was read says the same when it is written. */
class JsonPropertyTest {

    private final StrictJson json = new StrictJson();

    @Property(tries = 500)
    void readsAnyTextOrRefusesIt(@ForAll String text) {
        comesBack(text);
    }

    @Property(tries = 2000)
    void readsAnythingOfTheFormOrRefusesIt(@ForAll("jsonLike") String text) {
        comesBack(text);
    }

    @Property(tries = 500)
    void textsComeBackAsTheyWere(@ForAll String name, @ForAll String value) {
        Map<String, Object> object = Map.of(name, value);
        assertThat(json.object(json.write(object))).isEqualTo(object);
    }

    @Property(tries = 500)
    void numbersAreReadOrRefused(@ForAll("numbers") String number) {
        comesBack("{\"n\":" + number + "}");
    }

    private void comesBack(String text) {
        try {
            Map<String, Object> object = json.object(text);
            String written = json.write(object);
            assertThat(json.write(json.object(written))).isEqualTo(written);
            assertThat(json.read(text)).contains(object);
        } catch (IllegalJsonException e) {
            assertThat(json.read(text)).isEmpty();
        }
    }

    @Provide
    Arbitrary<String> jsonLike() {
        Arbitrary<String> part = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"a\"",
                "\"b\":",
                "\"\\ud800\"",
                "\"",
                "1",
                "-0",
                "0.50",
                "1e3",
                "true",
                "null",
                " ",
                "\"a\":{",
                "\"c\":[",
                "NaN",
                "//",
                "'");
        return part.list().ofMaxSize(12).map(parts -> "{" + String.join("", parts) + "}");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("0123456789.eE+-").ofMinLength(1).ofMaxLength(24);
    }
}
