package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.CertificateHeader;
import dev.limen.support.Authority;
import jakarta.ws.rs.BadRequestException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What browsers and proxies send, over all that may come: read or refused as declared. */
class WebPropertyTest {

    private static final X509Certificate CERTIFICATE =
            Authority.selfSigned("CN=client").certificate();

    private final Locales locales = new Locales();

    @Property(tries = 500)
    void anyFormIsReadOrRefused(@ForAll("forms") String form) {
        try {
            Map<String, List<String>> fields = FormReader.parse(form);
            assertThat(FormReader.parse(written(fields))).isEqualTo(fields);
        } catch (BadRequestException e) {
            assertThat(e.getResponse().getStatus()).isEqualTo(400);
        }
    }

    @Property(tries = 500)
    void formComesBackAsItWas(@ForAll("fields") Map<String, List<String>> fields) {
        assertThat(FormReader.parse(written(fields))).isEqualTo(fields);
    }

    private static String written(Map<String, List<String>> fields) {
        return fields.entrySet().stream()
                .flatMap(
                        field -> field.getValue().stream().map(value -> encoded(field.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Property(tries = 500)
    void anyHeaderIsACertificateOrNone(@ForAll CertificateHeader format, @ForAll("headers") String text) {
        assertThat(CertificateHeaderText.read(format, text)).isEmpty();
    }

    @Property(tries = 1000)
    void changedCertificateIsAnotherOrNone(@ForAll @IntRange(max = 2000) int at, @ForAll byte other)
            throws CertificateEncodingException {
        byte[] der = CERTIFICATE.getEncoded();
        byte[] changed = der.clone();
        changed[at % der.length] = other;
        Optional<X509Certificate> read = CertificateHeaderText.read(
                CertificateHeader.RFC9440, ":" + Base64.getEncoder().encodeToString(changed) + ":");
        if (Arrays.equals(der, changed)) {
            assertThat(read).contains(CERTIFICATE);
        } else if (read.isPresent()) {
            assertThat(read.get()).isNotEqualTo(CERTIFICATE);
        }
    }

    @Property(tries = 500)
    void anyWishIsAnsweredWithALanguageThatThereIs(@ForAll("wishes") String tags, @ForAll("wishes") String header) {
        assertThat(Locales.SUPPORTED)
                .contains(locales.choose(Optional.of(tags), header))
                .contains(locales.choose(Optional.empty(), header));
        assertThat(locales.choose(Optional.of("de " + tags), header).getLanguage())
                .isEqualTo("de");
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> part = Arbitraries.of(
                "a", "b", "=", "&", "+", "%", "%20", "%c3%a9", "%ff", "%zz", "%4", "\u00e9", "\u00c3\u00a9");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(12).map(parts -> String.join("", parts)),
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> fields() {
        Arbitrary<String> text = Arbitraries.strings()
                .ofMaxLength(10)
                .filter(value -> StandardCharsets.UTF_8.newEncoder().canEncode(value));
        return Arbitraries.maps(text, text.list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> part = Arbitraries.of(
                ":",
                "MIIB",
                "=",
                "Cert=\"",
                "\"",
                ";",
                ",",
                "-----BEGIN CERTIFICATE-----",
                "-----END CERTIFICATE-----",
                "%0A",
                "%",
                "By=x",
                "MAA=",
                "LS0tLS1CRUdJTg==",
                " ",
                "\u0141");
        return Arbitraries.oneOf(part.list().ofMaxSize(10).map(parts -> String.join("", parts)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<String> wishes() {
        Arbitrary<String> part = Arbitraries.of(
                "de",
                "fr",
                "xx",
                "-",
                "CH",
                "*",
                ",",
                ";",
                "q=",
                "0.5",
                "=",
                " ",
                "1.5",
                "NaN",
                "accept-language:",
                "x",
                "_");
        return Arbitraries.oneOf(part.list().ofMaxSize(10).map(parts -> String.join("", parts)), Arbitraries.strings());
    }
}
