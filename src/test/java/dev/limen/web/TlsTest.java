package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.CertificatesProfile;
import dev.limen.support.ClientHello;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAPI 2.0 Security Profile, section 5.2; RFC 9325, sections 3.1 and 4.2: what TLS is spoken with. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class TlsTest {

    @TestHTTPResource(value = "/", tls = true)
    URL https;

    /** ECDHE with AES-GCM, by their numbers: the key of the test server is for ECDSA or for RSA. */
    @Test
    void acceptsAuthenticatedEncryptionWithFreshKeys() throws Exception {
        assertThat(hello(ClientHello.TLS_1_2, 0xc02b, 0xc02f)).matches(ClientHello.Answer::accepted);
        assertThat(hello(ClientHello.TLS_1_2, 0xc02c, 0xc030).accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0xc009, 0xc013, ECDHE with AES-128-CBC-SHA",
        "0xc023, 0xc027, ECDHE with AES-128-CBC-SHA256",
        "0xc024, 0xc028, ECDHE with AES-256-CBC-SHA384",
        "0x009e, 0x009f, DHE with AES-GCM",
        "0x009c, 0x009d, RSA with AES-GCM",
        "0x002f, 0x0035, RSA with AES-CBC",
        "0xc007, 0x0005, RC4",
        "0x000a, 0xc008, 3DES"
    })
    void refusesOthers(String one, String other, String what) throws Exception {
        assertThat(hello(ClientHello.TLS_1_2, Integer.decode(one), Integer.decode(other))
                        .accepted())
                .as(what)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {ClientHello.TLS_1_1, ClientHello.TLS_1_0, ClientHello.SSL_3})
    void refusesOlderVersions(int version) throws Exception {
        assertThat(hello(version, 0xc02b, 0xc02f, 0xc009, 0xc013, 0x002f).accepted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256",
        "TLSv1.3, TLS_AES_256_GCM_SHA384",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    void speaks(String version, String suite) throws Exception {
        SSLContext context = SSLContext.getInstance(version);
        context.init(null, new TrustManager[] {new Anyone()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", https.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    private ClientHello.Answer hello(int version, int... suites) throws Exception {
        return ClientHello.send(https.getPort(), version, suites);
    }

    /** The certificate is not what is tested here. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
