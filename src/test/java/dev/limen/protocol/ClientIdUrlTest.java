package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client ID Metadata Document, section 3. */
class ClientIdUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com/client",
                "https://app.example.com/",
                "https://app.example.com:8443/a/b.json",
                "https://app.example.com/a?b=c",
                "https://APP.example.com/...",
                "https://[2001:db8::1]/client"
            })
    void isAnHttpsAddressWithAPath(String clientId) {
        assertThat(ClientIdUrl.isOne(clientId)).isTrue();
        assertThat(ClientIdUrl.fault(clientId)).isEmpty();
        assertThat(ClientIdUrl.host(clientId)).isLowerCase();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, no path",
        "https://app.example.com?a=b, no path",
        "https://app.example.com/a#b, fragment",
        "https://app.example.com/a#, fragment",
        "https://alice@app.example.com/a, user name",
        "https://alice:secret@app.example.com/a, user name",
        "https://@app.example.com/a, user name",
        "https://app.example.com/./a, segment",
        "https://app.example.com/a/../b, segment",
        "https://app.example.com/a/.., segment",
        "https://app.example.com/%2e%2E/b, segment",
        "https:///a, host",
        "https://app example.com/a, white space",
        "https://app.example.com/a%00, control character",
        "https://app.example.com\\a, not a URI",
        "https://app.example.com:0/a, port",
        "https://app.example.com:65536/a, port",
        "https://app_example/a, host",
        "https://ä.example.com/a, outside ASCII"
    })
    void anythingElseHasAFault(String clientId, String sentence) {
        assertThat(ClientIdUrl.fault(clientId)).get().asString().contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web", "http://app.example.com/a", "HTTPS://app.example.com/a", "httpsx://a/b", " https://a/b"})
    void otherIdentifiersAreNone(String clientId) {
        assertThat(ClientIdUrl.isOne(clientId)).isFalse();
    }
}
