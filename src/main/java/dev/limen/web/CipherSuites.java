package dev.limen.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What TLS is spoken with where no setting of Quarkus names other suites: those of TLS 1.3, and of TLS 1.2 the ones with a
 * fresh key for each connection and authenticated encryption (RFC 9325, section 4.2; FAPI 2.0 Security Profile, section
 * 5.2.2). Without this, the JDK would offer others to old clients.
 */
@Singleton
final class CipherSuites implements HttpServerOptionsCustomizer {

    private static final List<String> GOOD = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (options.getEnabledCipherSuites().isEmpty()) {
            GOOD.forEach(options::addEnabledCipherSuite);
        }
    }
}
