package dev.limen.web;

import dev.limen.config.CertificateHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the certificate that a proxy has written into a header. What is malformed is no certificate. */
final class CertificateHeaderText {

    private static final int MAX_LENGTH = 32 * 1024;
    private static final int HEX = 16;

    /** RFC 8941, section 3.3.5: a byte sequence. */
    private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");

    /** One element of Envoy's header. Two of them would be the certificates of two connections. */
    private static final Pattern XFCC_CERTIFICATE = Pattern.compile("(?:^|;)Cert=\"([^\"]+)\"(?:;|$)");

    private static final Pattern XFCC_ELEMENT = Pattern.compile("(?:[^\",]++|\"[^\"]*+\")*+");

    private static final Pattern ARMOR = Pattern.compile("-----(?:BEGIN|END) CERTIFICATE-----|\\s");

    private CertificateHeaderText() {}

    static Optional<X509Certificate> read(CertificateHeader format, String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return switch (format) {
            case RFC9440 -> matched(BYTES.matcher(value)).flatMap(CertificateHeaderText::certificate);
            case PEM -> pem(value);
            case XFCC -> xfcc(value);
        };
    }

    private static Optional<X509Certificate> xfcc(String value) {
        if (!XFCC_ELEMENT.matcher(value).matches()) {
            return Optional.empty();
        }
        Matcher certificate = XFCC_CERTIFICATE.matcher(value);
        return certificate.find() ? pem(certificate.group(1)) : Optional.empty();
    }

    /** With or without its armour: some proxies leave it out. */
    private static Optional<X509Certificate> pem(String encoded) {
        return percentDecoded(encoded)
                .map(text -> ARMOR.matcher(text).replaceAll(""))
                .flatMap(CertificateHeaderText::certificate);
    }

    private static Optional<String> matched(Matcher matcher) {
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<X509Certificate> certificate(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return in.available() == 0 ? Optional.of(certificate) : Optional.empty();
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }

    /** Percent signs alone: a plus is a plus, as it is in base64. */
    private static Optional<String> percentDecoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), HEX) : -1;
            int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), HEX) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * HEX + low);
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.US_ASCII));
    }
}
