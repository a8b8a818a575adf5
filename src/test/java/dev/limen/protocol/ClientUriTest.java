package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dangerous schemes in client metadata: every URI member, every scheme, in every spelling. */
class ClientUriTest {

    private static final List<String> SCHEMES = List.of(
            "javascript",
            "data",
            "vbscript",
            "file",
            "blob",
            "about",
            "ftp",
            "ws",
            "wss",
            "view-source",
            "jar",
            "mailto",
            "tel",
            "intent",
            "content",
            "chrome",
            "filesystem",
            "ms-appx",
            "livescript",
            "mocha",
            "feed",
            "http",
            "https",
            "urn",
            "x",
            "app",
            "myapp",
            "jndi",
            "ldap",
            "gopher",
            "res",
            "mhtml",
            "javascript.x",
            "com.example.app");

    private static final List<String> RESTS = List.of(
            ":alert(1)",
            "://app.example.com/%0aalert(1)",
            "://evil.example/",
            ":text/html,<script>alert(1)</script>",
            ":text/html;base64,PHNjcmlwdD4=",
            ":");

    /** How a scheme can be spelled so that one reader sees it and another does not. */
    private static Stream<String> spellings(String scheme) {
        String mixed = scheme.substring(0, 1).toUpperCase(Locale.ROOT) + scheme.substring(1);
        int half = (scheme.length() + 1) / 2;
        Stream<String> cases = Stream.of(scheme, scheme.toUpperCase(Locale.ROOT), mixed);
        Stream<String> spaces = Stream.of(
                        " ", "\t", "\n", "\r", "\u0000", "\u0001", "\u00a0", "\u200b", "\ufeff", "\u3000")
                .flatMap(space -> Stream.of(
                        space + scheme, scheme + space, scheme.substring(0, half) + space + scheme.substring(half)));
        Stream<String> encoded = Stream.of("%6aavascript", "&#106;avascript", "\\u006aavascript", "\uff4aavascript");
        return Stream.of(cases, spaces, encoded).flatMap(s -> s);
    }

    static Stream<ClientMetadataField> fields() {
        return ClientMetadataRules.uriFields().stream();
    }

    @Test
    void knowsEveryMemberThatHoldsUris() {
        assertThat(ClientMetadataRules.uriFields())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ClientMetadataField.values())
                        .filter(field -> field.wire().endsWith("_uri")
                                || field.wire().endsWith("_uris")
                                || field.wire().endsWith("_endpoint"))
                        // a name to compare with, which nobody follows
                        .filter(field -> field != ClientMetadataField.TLS_CLIENT_AUTH_SAN_URI)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void acceptsHttpsAndNothingLikeIt(ClientMetadataField field) {
        int tried = 0;
        for (String scheme : SCHEMES) {
            for (String spelling : spellings(scheme).toList()) {
                for (String rest : RESTS) {
                    boolean allowed = spelling.equals("https") && rest.equals("://evil.example/");
                    assertAccepted(field, spelling + rest, "web", allowed);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(7000);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void refusesPrivateUseSchemesOfAnyOtherClientThanANativeOne(ClientMetadataField field) {
        boolean redirect =
                field == ClientMetadataField.REDIRECT_URIS || field == ClientMetadataField.POST_LOGOUT_REDIRECT_URIS;
        assertAccepted(field, "com.example.app:/callback", "web", false);
        assertAccepted(field, "com.example.app:/callback", "native", redirect);
        assertAccepted(field, "com.example.app://callback", "native", redirect);
        for (String refused : List.of(
                "myapp:/callback",
                "COM.example.app:/callback",
                "com.example.app:callback",
                "javascript:/callback",
                "com.:/callback",
                ".com:/callback",
                "com.example.app:",
                "com.example.app:/callback#x",
                "data:/x",
                "com.example.app://user@host/callback",
                " com.example.app:/callback")) {
            assertAccepted(field, refused, "native", false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/cb",
                "http://localhost:8080/cb",
                "http://127.0.0.1:1/cb",
                "http://[::1]:8080/cb",
                "https://app.example.com",
                "https://app.example.com/cb?tenant=1&x=%20y",
                "https://xn--bcher-kva.example/cb",
                "https://192.0.2.1/cb",
                "https://[2001:db8::1]:8443/cb"
            })
    void acceptsRedirectionUris(String uri) {
        assertAccepted(ClientMetadataField.REDIRECT_URIS, uri, "web", true);
    }

    /** Hosts that look like loopback ones, parts that readers disagree about, and wildcards. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "//app.example.com/cb",
                "app.example.com/cb",
                "https:/app.example.com/cb",
                "https:app.example.com",
                "https:///cb",
                "https://",
                "https://:443/cb",
                "http://app.example.com/cb",
                "http://localhost.evil.example/cb",
                "http://localhost./cb",
                "http://localhost@evil.example/cb",
                "http://evil.example#localhost",
                "http://127.0.0.1.evil.example/cb",
                "http://127.1/cb",
                "http://2130706433/cb",
                "http://0x7f000001/cb",
                "http://0177.0.0.1/cb",
                "http://[::ffff:127.0.0.1]/cb",
                "http://[0:0:0:0:0:0:0:1%25lo]/cb",
                "http://0.0.0.0/cb",
                "http://LOCALHOST/cb",
                "https://user:pw@app.example.com/cb",
                "https://user@app.example.com/cb",
                "https://@app.example.com/cb",
                "https://app.example.com\\@evil.example/cb",
                "https://app.example.com\\cb",
                "https://*.example.com/cb",
                "https://app.example.com/*",
                "https://app.example.com/cb?*",
                "https://app.example.com/cb#",
                "https://app.example.com/cb#x",
                "https://app.example.com/../cb",
                "https://app.example.com/%2e%2e/cb",
                "https://app.example.com/./cb",
                "https://app.example.com/c b",
                "https://app.example.com/cb\n",
                "https://app.example.com/cb%0d%0aSet-Cookie:x",
                "https://app.example.com/cb%00",
                "https://app.example.com/%zz",
                "https://app.example.com:99999/cb",
                "https://app.example.com:0/cb",
                "https://app.example.com:x/cb",
                "https://ex\u00e4mple.com/cb",
                "https://exam_ple.com/cb",
                "https://app.example.com/<script>",
                "https://app.example.com/\"",
                "https://app.example.com/`"
            })
    void refusesRedirectionUris(String uri) {
        assertAccepted(ClientMetadataField.REDIRECT_URIS, uri, "web", false);
        assertAccepted(ClientMetadataField.POST_LOGOUT_REDIRECT_URIS, uri, "web", false);
    }

    @Test
    void refusesPlainHttpWhereTheSpecificationWantsHttps() {
        assertAccepted(ClientMetadataField.SECTOR_IDENTIFIER_URI, "http://localhost/x", "web", false);
        assertAccepted(ClientMetadataField.INITIATE_LOGIN_URI, "http://localhost/x", "web", false);
        assertAccepted(ClientMetadataField.JWKS_URI, "http://localhost/x", "web", true);
        assertAccepted(ClientMetadataField.LOGO_URI, "http://localhost/x", "web", true);
    }

    @Test
    void refusesUrisBeyondReason() {
        assertAccepted(ClientMetadataField.REDIRECT_URIS, "https://a.example/" + "x".repeat(2000), "web", false);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add("https://a.example/" + i);
        }
        assertThat(ClientMetadataRules.faults(Map.of("redirect_uris", many))).hasSize(1);
    }

    private static void assertAccepted(ClientMetadataField field, String uri, String type, boolean accepted) {
        // what some of them need beside them: an origin of the client's own, and a grant type that uses it
        Map<String, Object> members = new HashMap<>(Map.of(
                "redirect_uris",
                List.of("https://sound.example/cb", "https://evil.example/cb"),
                "grant_types",
                List.of(ClientMetadata.AUTHORIZATION_CODE, ClientMetadata.CIBA),
                "backchannel_token_delivery_mode",
                "ping",
                "application_type",
                type));
        boolean list = field.kind() == ClientMetadataField.Kind.STRINGS;
        members.put(field.wire(), list ? List.of(uri) : uri);
        var faults = ClientMetadataRules.faults(members).stream()
                .filter(fault -> fault.field().equals(field.wire()))
                .toList();
        assertThat(faults.isEmpty())
                .as("%s of a %s client: <%s> %s", field.wire(), type, uri, faults)
                .isEqualTo(accepted);
        assertThat(faults).allSatisfy(fault -> assertThat(fault.sentence()).doesNotContain("evil"));
    }
}
