package dev.limen.web;

import dev.limen.config.LimenConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets the TLS handshake ask for a certificate, where {@code limen.mtls.request-certificates} says so. Whoever has none is
 * served all the same. Quarkus has a setting for this that is fixed when the program is built; this one is read at start.
 *
 * <p>The handshake proves that the sender holds the certificate's key, and takes any certificate: self-signed ones are
 * known by their keys, and others are judged by the method that uses them.
 */
@Singleton
final class CertificateRequest implements HttpServerOptionsCustomizer {

    private final boolean wanted;

    CertificateRequest(LimenConfig config) {
        this.wanted = config.mtls().requestCertificates();
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (wanted) {
            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new JudgedLater()));
        }
    }

    /** Names no authorities, and refuses nobody. */
    private static final class JudgedLater extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("a server's trust only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("a server's trust only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("a server's trust only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
