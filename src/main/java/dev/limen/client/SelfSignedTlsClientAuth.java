package dev.limen.client;

import dev.limen.jose.PublicJwk;
import dev.limen.protocol.ClientMetadata;
import dev.limen.web.ClientCertificates;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate that nobody vouches for, known by the client's registered keys: it is in the {@code x5c} of one of them, or
 * is for one of them (RFC 8705, section 2.2).
 */
@Singleton
class SelfSignedTlsClientAuth implements ClientAuthenticationMethod {

    private final ClientCertificates certificates;
    private final ClientKeys keys;
    private final Clock clock;

    SelfSignedTlsClientAuth(ClientCertificates certificates, ClientKeys keys, Clock clock) {
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ClientMetadata.SELF_SIGNED_TLS_CLIENT_AUTH;
    }

    @Override
    public boolean available() {
        return certificates.possible();
    }

    @Override
    public boolean needsNoCredential() {
        return true;
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        return presented.form().get("client_id").flatMap(id -> presented
                .certificate()
                .map(certificate -> new CertificateAttempt(id, certificate)));
    }

    private final class CertificateAttempt implements Attempt {

        private final String clientId;
        private final X509Certificate certificate;

        private CertificateAttempt(String clientId, X509Certificate certificate) {
            this.clientId = clientId;
            this.certificate = certificate;
        }

        @Override
        public String clientId() {
            return clientId;
        }

        @Override
        public Optional<String> fault(Optional<Client> client) {
            try {
                certificate.checkValidity(Date.from(clock.instant()));
            } catch (CertificateExpiredException | CertificateNotYetValidException e) {
                return Optional.of("the certificate is not valid now");
            }
            boolean registered = client.map(c -> keys.of(c, this::isFor))
                    .filter(set -> set.get("keys") instanceof List<?> list
                            && list.stream().anyMatch(key -> key instanceof Map<?, ?> jwk && isFor(jwk)))
                    .isPresent();
            return registered ? Optional.empty() : Optional.of("the certificate is for none of the client's keys");
        }

        private boolean isFor(Map<?, ?> jwk) {
            return jwk.get("x5c") instanceof List<?> chain && !chain.isEmpty()
                    ? isCertificate(chain.getFirst())
                    : key(jwk).filter(certificate.getPublicKey()::equals).isPresent();
        }

        /** RFC 7517, section 4.7: DER in base64, not base64url. */
        private boolean isCertificate(Object text) {
            try {
                return text instanceof String base64
                        && Arrays.equals(Base64.getMimeDecoder().decode(base64), certificate.getEncoded());
            } catch (IllegalArgumentException | CertificateEncodingException e) {
                return false;
            }
        }
    }

    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private static Optional<PublicKey> key(Map<?, ?> jwk) {
        try {
            return Optional.of(PublicJwk.parse((Map<String, Object>) jwk));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
