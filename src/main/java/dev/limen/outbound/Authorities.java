package dev.limen.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates count: the authorities of the Java platform, and those of {@code limen.outbound-trust}. */
final class Authorities {

    private Authorities() {}

    static TrustManagerFactory of(Optional<Path> further) {
        try {
            TrustManagerFactory platform = factory(null);
            return further.isEmpty() ? platform : factory(store(accepted(platform), certificates(further.get())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("LIMEN_OUTBOUND_TRUST cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static List<Certificate> accepted(TrustManagerFactory factory) {
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.<X509Certificate>of(((X509TrustManager) manager).getAcceptedIssuers()))
                .map(Certificate.class::cast)
                .toList();
    }

    private static List<Certificate> certificates(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static KeyStore store(List<Certificate> platform, List<Certificate> further)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate :
                Stream.concat(platform.stream(), further.stream()).toList()) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }
}
