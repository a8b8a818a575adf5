package dev.limen.client;

import dev.limen.protocol.Parameters;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a request to a back-channel endpoint says about who sends it.
 *
 * @param authorization the values of all {@code Authorization} headers
 * @param form the parameters of the request body
 * @param certificates the certificate that the sender proved to hold the key of, followed by those that it sent along;
 *     empty if there is none. Nobody has judged them
 */
public record PresentedCredentials(List<String> authorization, Parameters form, List<X509Certificate> certificates) {

    public PresentedCredentials {
        authorization = List.copyOf(authorization);
        certificates = List.copyOf(certificates);
    }

    /** The sender's own certificate. */
    public Optional<X509Certificate> certificate() {
        return certificates.stream().findFirst();
    }

    /** Whether they count once (RFC 7523, section 3, {@code jti}), so that authentication writes that down. */
    public boolean areUsedUp() {
        return form.has("client_assertion");
    }

    @Override
    public String toString() {
        return "PresentedCredentials[hidden]";
    }
}
