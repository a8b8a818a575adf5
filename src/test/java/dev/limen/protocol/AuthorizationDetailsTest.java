package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.json.StrictJson;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationDetailsTest {

    private static final JsonParser JSON = new StrictJson()::read;

    @Test
    void readsAnArrayOfObjectsWithATypeEach() {
        AuthorizationDetails details = parse("[{\"type\":\"a\",\"amount\":12.50},{\"type\":\"b\"}]");
        assertThat(details.all()).extracting(AuthorizationDetail::type).containsExactly("a", "b");
        assertThat(details.objects().getFirst()).containsEntry("amount", new BigDecimal("12.50"));
        assertThat(parse("[]").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"type\":\"a\"}",
                "\"a\"",
                "null",
                "[",
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"type\":1}]",
                "[{\"type\":\"\"}]",
                "[{\"type\":null}]",
                "[{\"type\":\"a\",\"type\":\"b\"}]",
                "[{\"type\":\"a\"}]x",
                // what ends the array and goes on
                "[{\"type\":\"a\"}],\"other\":1",
                "[{\"type\":\"a\"}],\"authorization_details\":[]",
                "[{\"type\":\"a\"}]},{\"b\":1",
                // what the database cannot keep
                "[{\"type\":\"a\",\"b\":\"\\u0000\"}]",
                "[{\"type\":\"a\",\"\\u0000\":1}]",
                "[{\"type\":\"a\",\"b\":[{\"c\":\"\\ud800\"}]}]"
            })
    void refusesAnythingElse(String text) {
        assertRefused(text);
    }

    /** S27. */
    @Test
    void staysWithinItsLimits() {
        assertRefused("[{\"type\":\"" + "a".repeat(AuthorizationDetails.MAX_LENGTH) + "\"}]");
        assertRefused("[{\"type\":\"a\",\"b\":" + "[".repeat(16) + "]".repeat(16) + "}]");
        assertRefused("[" + "{\"type\":\"a\"},".repeat(AuthorizationDetails.MAX_OBJECTS) + "{\"type\":\"a\"}]");
        assertRefused("[{\"type\":\"a\",\"b\":[" + "1,".repeat(AuthorizationDetails.MAX_VALUES) + "1]}]");
        parse("[" + "{\"type\":\"a\"},".repeat(AuthorizationDetails.MAX_OBJECTS - 1) + "{\"type\":\"a\"}]");
    }

    /** RFC 9396, section 6.1. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {"type":"a"}                             | {"type":"a"}                             | true
                    {"type":"a"}                             | {"type":"b"}                             | false
                    {"type":"a","x":1,"y":2}                 | {"y":2,"x":1.0,"type":"a"}               | true
                    {"type":"a","x":{"b":[1,2]}}             | {"type":"a","x":{"b":[1,2]}}             | true
                    {"type":"a","x":{"b":[1,2]}}             | {"type":"a","x":{"b":[2,1]}}             | false
                    {"type":"a","x":1}                       | {"type":"a","x":2}                       | false
                    {"type":"a","x":1}                       | {"type":"a"}                             | false
                    {"type":"a"}                             | {"type":"a","x":1}                       | false
                    {"type":"a","actions":["r","w"]}         | {"type":"a","actions":["w"]}             | true
                    {"type":"a","actions":["r","w"]}         | {"type":"a","actions":["w","r"]}         | true
                    {"type":"a","actions":["r"]}             | {"type":"a","actions":["r","w"]}         | false
                    {"type":"a","actions":["r"]}             | {"type":"a","actions":[]}                | false
                    {"type":"a","actions":["r"]}             | {"type":"a"}                             | false
                    {"type":"a","actions":["r"]}             | {"type":"a","actions":"r"}               | false
                    {"type":"a","actions":[]}                | {"type":"a","actions":[]}                | true
                    {"type":"a","locations":["l","m"]}       | {"type":"a","locations":["l"]}           | true
                    {"type":"a","datatypes":["l","m"]}       | {"type":"a","datatypes":["l"]}           | true
                    {"type":"a","privileges":["l","m"]}      | {"type":"a","privileges":["l"]}          | true
                    {"type":"a","others":["l","m"]}          | {"type":"a","others":["l"]}              | false
                    """)
    void lessIsTheSameWithShorterLists(String granted, String asked, boolean covered) {
        assertThat(parse("[" + granted + "]").cover(parse("[" + asked + "]"))).isEqualTo(covered);
    }

    @Test
    void eachThatIsAskedMustBeCoveredByOne() {
        AuthorizationDetails granted =
                parse("[{\"type\":\"a\",\"actions\":[\"r\"]},{\"type\":\"a\",\"actions\":[\"w\"]}]");
        assertThat(granted.cover(parse("[{\"type\":\"a\",\"actions\":[\"w\"]}]")))
                .isTrue();
        assertThat(granted.cover(AuthorizationDetails.NONE)).isTrue();
        assertThat(granted.cover(parse("[{\"type\":\"a\",\"actions\":[\"r\",\"w\"]}]")))
                .isFalse();
        assertThat(granted.cover(parse("[{\"type\":\"a\",\"actions\":[\"r\"]},{\"type\":\"b\"}]")))
                .isFalse();
        assertThat(AuthorizationDetails.NONE.cover(granted)).isFalse();
    }

    /** One reader makes an Integer or a Double of what is a Long or a BigDecimal for another. */
    @Test
    void numbersAreWhatTheyAreWorth() {
        assertThat(JsonValues.same(Map.of("a", 1), Map.of("a", 1L))).isTrue();
        assertThat(JsonValues.same(1.5d, new BigDecimal("1.50"))).isTrue();
        assertThat(JsonValues.same(1, "1")).isFalse();
        assertThat(JsonValues.same(null, null)).isTrue();
        assertThat(JsonValues.same(Map.of("a", 1), Map.of("b", 1))).isFalse();
    }

    @Test
    void printsNothingOfWhatItSays() {
        assertThat(parse("[{\"type\":\"secret\"}]").toString()).doesNotContain("secret");
    }

    private static AuthorizationDetails parse(String text) {
        return AuthorizationDetails.parse(text, JSON);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(
                        refusal.error().code())
                .isEqualTo(ErrorCode.INVALID_AUTHORIZATION_DETAILS));
    }
}
