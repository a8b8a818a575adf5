package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.CertificateHeader;
import dev.limen.support.Authority;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateHeaderTextTest {

    private static final X509Certificate CERTIFICATE =
            Authority.selfSigned("CN=client").certificate();
    private static final String PEM = Authority.pem(CERTIFICATE);
    private static final String ESCAPED =
            URLEncoder.encode(PEM, StandardCharsets.UTF_8).replace("+", "%20");

    /** RFC 9440, section 2.2. */
    @Test
    void readsABytesequence() throws CertificateEncodingException {
        String base64 = Base64.getEncoder().encodeToString(CERTIFICATE.getEncoded());
        assertReads(CertificateHeader.RFC9440, ":" + base64 + ":");
        assertNone(CertificateHeader.RFC9440, base64);
        assertNone(CertificateHeader.RFC9440, ":" + base64 + ":, :" + base64 + ":");
        assertNone(CertificateHeader.RFC9440, ":" + base64.substring(0, 100) + ":");
        byte[] followed = java.util.Arrays.copyOf(CERTIFICATE.getEncoded(), CERTIFICATE.getEncoded().length + 1);
        assertNone(CertificateHeader.RFC9440, ":" + Base64.getEncoder().encodeToString(followed) + ":");
    }

    @Test
    void readsPercentEncodedPem() {
        assertReads(CertificateHeader.PEM, ESCAPED);
        assertReads(CertificateHeader.PEM, PEM.replace("\n", "%0A"));
        String bare = PEM.replaceAll("-----[A-Z ]+-----|\\s", "");
        assertReads(CertificateHeader.PEM, bare);
        assertReads(CertificateHeader.PEM, URLEncoder.encode(bare, StandardCharsets.UTF_8));
        assertNone(CertificateHeader.PEM, ESCAPED + "," + ESCAPED);
        assertNone(CertificateHeader.PEM, ESCAPED + ESCAPED);
        assertNone(CertificateHeader.PEM, ESCAPED + "%2");
    }

    @Test
    void readsTheElementOfEnvoy() {
        assertReads(CertificateHeader.XFCC, "Hash=abc;Cert=\"" + ESCAPED + "\";Subject=\"CN=a;Cert=b,c\"");
        assertReads(CertificateHeader.XFCC, "Cert=\"" + ESCAPED + "\"");
        assertNone(CertificateHeader.XFCC, "Hash=abc;Subject=\"CN=client\"");
        assertNone(CertificateHeader.XFCC, "Hash=a;Cert=\"" + ESCAPED + "\",Hash=b;Cert=\"" + ESCAPED + "\"");
    }

    @ParameterizedTest
    @EnumSource(CertificateHeader.class)
    void takesNothingElse(CertificateHeader format) {
        for (String text :
                List.of("", " ", "x", "::", ":!:", "%", "%zz", "Cert=", "Cert=\"\"", "\"", "x".repeat(100_000))) {
            assertNone(format, text);
        }
    }

    private static void assertReads(CertificateHeader format, String text) {
        assertThat(CertificateHeaderText.read(format, text)).contains(CERTIFICATE);
    }

    private static void assertNone(CertificateHeader format, String text) {
        assertThat(CertificateHeaderText.read(format, text)).isEmpty();
    }
}
