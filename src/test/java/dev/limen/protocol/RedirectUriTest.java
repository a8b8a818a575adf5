package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S1: of every mutation of a registered redirection URI, only the byte-equal one passes. */
class RedirectUriTest {

    private static final String REGISTERED = "https://app.example.com/callback?x=1";

    @Test
    void onlyTheByteEqualOnePasses() {
        Set<String> mutations = mutations(REGISTERED);
        assertThat(mutations).hasSizeGreaterThan(200);
        for (String mutation : mutations) {
            assertThat(resolve(mutation, false)).as(mutation).isEmpty();
            assertThat(resolve(mutation, true)).as("native: " + mutation).isEmpty();
        }
        assertThat(resolve(REGISTERED, false)).contains(REGISTERED);
    }

    @Test
    void ofALoopbackUriThePortAloneMayDifferAndForNativeApplicationsOnly() {
        List<String> registered = List.of("http://127.0.0.1/cb", "http://[::1]:1/cb?a=b");
        assertThat(resolve("http://127.0.0.1:50123/cb", registered, true)).isPresent();
        assertThat(resolve("http://[::1]:50123/cb?a=b", registered, true)).isPresent();
        assertThat(resolve("http://127.0.0.1:50123/cb", registered, false)).isEmpty();
        for (String other : List.of(
                "https://127.0.0.1:50123/cb",
                "http://127.0.0.1:50123/cb2",
                "http://127.0.0.1:50123/cb?x",
                "http://127.0.0.1:50123@evil.example/cb",
                "http://127.0.0.1.evil.example/cb",
                "http://127.0.0.1:501230/cb",
                "http://127.0.0.1:/cb",
                "http://localhost:50123/cb",
                "http://user@127.0.0.1:50123/cb",
                "http://127.0.0.1:50123/cb#",
                "http://127.0.0.2:50123/cb",
                "http://[::1]:50123/cb")) {
            assertThat(resolve(other, registered, true)).as(other).isEmpty();
        }
    }

    @Test
    void withoutOneInTheRequestASingleRegisteredOneServes() {
        assertThat(RedirectUri.resolve(Optional.empty(), List.of("https://a/"), false))
                .contains("https://a/");
        assertThat(RedirectUri.resolve(Optional.empty(), List.of("https://a/", "https://b/"), false))
                .isEmpty();
        assertThat(RedirectUri.resolve(Optional.empty(), List.of(), false)).isEmpty();
    }

    private static Optional<String> resolve(String requested, boolean nativeApplication) {
        return resolve(requested, List.of(REGISTERED), nativeApplication);
    }

    private static Optional<String> resolve(String requested, List<String> registered, boolean nativeApplication) {
        return RedirectUri.resolve(Optional.of(requested), registered, nativeApplication);
    }

    private static Set<String> mutations(String uri) {
        Set<String> mutations = new LinkedHashSet<>();
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            mutations.add(uri.substring(0, i) + uri.substring(i + 1));
            mutations.add(uri.substring(0, i) + c + uri.substring(i));
            mutations.add(uri.substring(0, i) + flip(c) + uri.substring(i + 1));
            mutations.add(uri.substring(0, i) + String.format("%%%02x", (int) c) + uri.substring(i + 1));
            mutations.add(uri.substring(0, i) + String.format("%%%02X", (int) c) + uri.substring(i + 1));
            mutations.add(uri.substring(0, i) + '*' + uri.substring(i + 1));
        }
        for (String tail :
                List.of("/", "#", "#x", "&y=2", "%00", "%0d%0a", " ", "\t", "\\", ".", "/../x", "?", "%2e")) {
            mutations.add(uri + tail);
        }
        for (String host : List.of(
                "app.example.com.evil.example",
                "evil.example@app.example.com",
                "app.example.com@evil.example",
                "app.example.com:443",
                "app.example.com\\.evil.example",
                "app.example.com%2eevil.example",
                "*.example.com",
                "example.com",
                "app.example.com.",
                "аpp.example.com")) {
            mutations.add(uri.replace("app.example.com", host));
        }
        for (String path :
                List.of("/callback/", "//callback", "/./callback", "/x/../callback", "/CALLBACK", "/callback;x")) {
            mutations.add(uri.replace("/callback", path));
        }
        for (String scheme : List.of("http:", "HTTPS:", "javascript:", "data:", "", "ftp:", " https:")) {
            mutations.add(uri.replace("https:", scheme));
        }
        mutations.remove(uri);
        return mutations;
    }

    private static char flip(char c) {
        return Character.isUpperCase(c)
                ? Character.toLowerCase(c)
                : c == 'x' ? 'y' : Character.toUpperCase(c) == c ? '_' : Character.toUpperCase(c);
    }
}
