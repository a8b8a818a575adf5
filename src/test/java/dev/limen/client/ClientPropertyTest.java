package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The credentials of clients, over all that may come: read or refused as declared, and as they were written. */
class ClientPropertyTest {

    private final ClientSecretBasic basic = new ClientSecretBasic(new ClientSecrets(null, Clock.systemUTC()));

    @Property(tries = 500)
    void encodedTextComesBackAsItWas(@ForAll("unicode") String text) {
        assertThat(FormUrlEncoding.decode(URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .contains(text);
    }

    @Property(tries = 1000)
    void anyTextIsDecodedOrNone(@ForAll("encoded") String text) {
        FormUrlEncoding.decode(text)
                .ifPresent(read -> assertThat(FormUrlEncoding.decode(URLEncoder.encode(read, StandardCharsets.UTF_8)))
                        .contains(read));
    }

    @Property(tries = 500)
    void credentialsComeBackAsTheyWere(@ForAll("unicode") String id, @ForAll("unicode") String secret) {
        SecretAttempt attempt =
                attempt("Basic " + base64(encoded(id) + ":" + encoded(secret))).orElseThrow();
        assertThat(attempt.clientId()).isEqualTo(id);
        assertThat(attempt.secret().reveal()).isEqualTo(secret);
    }

    @Property(tries = 1000)
    void anyHeaderIsReadOrRefused(@ForAll("headers") String header) {
        try {
            assertThat(attempt(header)).isPresent();
        } catch (OAuthException e) {
            assertThat(e.error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        }
    }

    private Optional<SecretAttempt> attempt(String header) {
        return basic.attempt(new PresentedCredentials(List.of(header), Parameters.of(Map.of()), List.of()))
                .map(SecretAttempt.class::cast);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> unicode() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Provide
    Arbitrary<String> encoded() {
        Arbitrary<String> part =
                Arbitraries.of("a", "%", "%4", "%41", "%c3", "%a9", "+", "%zz", "\u00e9", "\ud800", ":");
        return Arbitraries.oneOf(part.list().ofMaxSize(8).map(parts -> String.join("", parts)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.oneOf(
                encoded(),
                encoded().map(text -> "Basic " + text),
                encoded().map(text -> "basic  " + base64(text) + " "),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(12)
                        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes)));
    }
}
