package dev.limen.client;

import dev.limen.config.LimenConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose certificates prove something: {@code limen.mtls.trust}. */
@Singleton
class CertificateAuthorities {

    private static final int MAX_PATH = 5;
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final Set<TrustAnchor> anchors;
    private final Clock clock;

    CertificateAuthorities(LimenConfig config, Clock clock) {
        this.anchors = config.mtls()
                .trust()
                .map(Path::of)
                .map(CertificateAuthorities::read)
                .orElse(Set.of());
        this.clock = clock;
    }

    /** Whether there are any. */
    boolean known() {
        return !anchors.isEmpty();
    }

    /**
     * What keeps a certificate from being one that they vouch for now, for a client to authenticate with (RFC 5280, section
     * 6). Revocation lists are not asked.
     *
     * @param chain the certificate, followed by those that came along
     */
    Optional<String> fault(List<X509Certificate> chain) {
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setDate(Date.from(clock.instant()));
            parameters.setMaxPathLength(MAX_PATH);
            parameters.setRevocationEnabled(false);
            CertPathBuilder.getInstance("PKIX").build(parameters);
            List<String> purposes = chain.getFirst().getExtendedKeyUsage();
            boolean fit =
                    purposes == null || purposes.contains(CLIENT_AUTHENTICATION) || purposes.contains(ANY_PURPOSE);
            return fit ? Optional.empty() : Optional.of("the certificate is not for client authentication");
        } catch (GeneralSecurityException e) {
            return Optional.of("no authority of LIMEN_MTLS_TRUST vouches for the certificate");
        }
    }

    private static Set<TrustAnchor> read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map((Certificate c) -> new TrustAnchor((X509Certificate) c, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("LIMEN_MTLS_TRUST cannot be used: " + e.getMessage(), e);
        }
    }
}
