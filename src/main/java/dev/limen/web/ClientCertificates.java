package dev.limen.web;

import dev.limen.config.CertificateHeader;
import dev.limen.config.CidrRange;
import dev.limen.config.LimenConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/**
 * The certificate that the current request's sender has proved to hold the key of, in the TLS handshake with us or with a
 * trusted proxy. Nobody has judged the certificate itself: it may be anybody's.
 *
 * <p>The header of a proxy counts only when the peer of the connection is one of {@code limen.mtls.trusted-proxies}; from
 * everyone else it means nothing. Behind a trusted proxy, in turn, its header alone counts, as a certificate of the
 * connection would be the proxy's own.
 */
@ApplicationScoped
public class ClientCertificates {

    private static final Logger LOG = Logger.getLogger(ClientCertificates.class);

    private final CurrentVertxRequest request;
    private final boolean fromTls;
    private final Optional<String> header;
    private final CertificateHeader format;
    private final List<CidrRange> proxies;

    ClientCertificates(CurrentVertxRequest request, LimenConfig config) {
        LimenConfig.Mtls mtls = config.mtls();
        this.request = request;
        this.fromTls = mtls.requestCertificates();
        this.header = mtls.certificateHeader();
        this.format = mtls.certificateHeaderFormat();
        this.proxies = mtls.trustedProxies().orElse(List.of()).stream()
                .map(proxy -> CidrRange.parse(proxy).orElseThrow())
                .toList();
    }

    /** Whether a certificate can reach us at all, as the server is configured. */
    public boolean possible() {
        return fromTls || header.isPresent();
    }

    /** The certificate of the current request's sender. */
    public Optional<X509Certificate> current() {
        return chain().stream().findFirst();
    }

    /** The certificate of the current request's sender, followed by those that it sent along; empty if it sent none. */
    public List<X509Certificate> chain() {
        if (!possible()) {
            return List.of();
        }
        HttpServerRequest current = request.getCurrent().request();
        if (header.isPresent() && isTrustedProxy(current.connection().remoteAddress())) {
            return fromHeader(current, header.get());
        }
        return fromTls && current.isSSL() ? fromConnection(current) : List.of();
    }

    private List<X509Certificate> fromHeader(HttpServerRequest current, String name) {
        List<String> values = current.headers().getAll(name);
        if (values.isEmpty() || values.size() == 1 && values.getFirst().isBlank()) {
            return List.of();
        }
        Optional<X509Certificate> certificate =
                values.size() == 1 ? CertificateHeaderText.read(format, values.getFirst()) : Optional.empty();
        if (certificate.isEmpty()) {
            LOG.warnf("A trusted proxy sent a header %s that is not one certificate in the form %s", name, format);
        }
        return certificate.stream().toList();
    }

    private static List<X509Certificate> fromConnection(HttpServerRequest current) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : current.sslSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
        return List.copyOf(chain);
    }

    /** The peer of the connection, whatever a header says about who is behind it. */
    private boolean isTrustedProxy(SocketAddress peer) {
        if (peer == null || peer.hostAddress() == null) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(peer.hostAddress());
            return proxies.stream().anyMatch(proxy -> proxy.contains(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
