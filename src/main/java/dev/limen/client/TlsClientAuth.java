package dev.limen.client;

import dev.limen.protocol.CertificateName;
import dev.limen.protocol.ClientMetadata;
import dev.limen.web.ClientCertificates;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A certificate of an authority that the operator trusts, known by one name (RFC 8705, section 2.1). */
@Singleton
class TlsClientAuth implements ClientAuthenticationMethod {

    /** RFC 5280, section 4.2.1.6: kinds of alternative names, as Java counts them. */
    private static final int EMAIL = 1;

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private final ClientCertificates certificates;
    private final CertificateAuthorities authorities;

    TlsClientAuth(ClientCertificates certificates, CertificateAuthorities authorities) {
        this.certificates = certificates;
        this.authorities = authorities;
    }

    @Override
    public String name() {
        return ClientMetadata.TLS_CLIENT_AUTH;
    }

    @Override
    public boolean available() {
        return certificates.possible() && authorities.known();
    }

    @Override
    public boolean needsNoCredential() {
        return true;
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        return presented
                .form()
                .get("client_id")
                .filter(id -> !presented.certificates().isEmpty())
                .map(id -> new CertificateAttempt(id, presented.certificates()));
    }

    private final class CertificateAttempt implements Attempt {

        private final String clientId;
        private final List<X509Certificate> chain;

        private CertificateAttempt(String clientId, List<X509Certificate> chain) {
            this.clientId = clientId;
            this.chain = chain;
        }

        @Override
        public String clientId() {
            return clientId;
        }

        @Override
        public Optional<String> fault(Optional<Client> client) {
            Optional<String> untrusted = authorities.fault(chain);
            if (untrusted.isPresent()) {
                return untrusted;
            }
            boolean named = client.stream()
                    .flatMap(c -> c.metadata.certificateNames().stream())
                    .anyMatch(name -> carries(chain.getFirst(), name));
            return named ? Optional.empty() : Optional.of("the certificate does not carry the registered name");
        }
    }

    static boolean carries(X509Certificate certificate, CertificateName name) {
        return switch (name.field()) {
            case TLS_CLIENT_AUTH_SUBJECT_DN ->
                name.distinguished()
                        .filter(certificate.getSubjectX500Principal()::equals)
                        .isPresent();
            case TLS_CLIENT_AUTH_SAN_DNS -> hasAlternative(certificate, DNS, name.value()::equalsIgnoreCase);
            case TLS_CLIENT_AUTH_SAN_URI -> hasAlternative(certificate, URI, name.value()::equals);
            case TLS_CLIENT_AUTH_SAN_EMAIL -> hasAlternative(certificate, EMAIL, name.value()::equals);
            case TLS_CLIENT_AUTH_SAN_IP -> hasAlternative(certificate, IP, text -> isSameAddress(text, name));
            default -> false;
        };
    }

    private static boolean isSameAddress(String text, CertificateName name) {
        Optional<InetAddress> address = new CertificateName(name.field(), text).address();
        return address.isPresent() && address.equals(name.address());
    }

    private static boolean hasAlternative(X509Certificate certificate, int kind, Predicate<String> fits) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> name.getFirst().equals(kind)
                                    && name.get(1) instanceof String text
                                    && fits.test(text));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
