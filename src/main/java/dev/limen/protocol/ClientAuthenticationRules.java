package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadata.CLIENT_SECRET_JWT;
import static dev.limen.protocol.ClientMetadata.PRIVATE_KEY_JWT;
import static dev.limen.protocol.ClientMetadata.SELF_SIGNED_TLS_CLIENT_AUTH;
import static dev.limen.protocol.ClientMetadata.TLS_CLIENT_AUTH;
import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;

/** What each way to authenticate needs beside it, and what makes no sense without it. */
final class ClientAuthenticationRules {

    private ClientAuthenticationRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        keys(metadata, faults);
        algorithm(metadata, faults);
        certificateName(metadata, faults);
        metadata.certificateNames().forEach(name -> name.fault().ifPresent(faults::add));
    }

    /** RFC 7523, section 3; RFC 8705, section 2.2.2. */
    private static void keys(ClientMetadata metadata, List<Fault> faults) {
        String method = metadata.tokenEndpointAuthMethod();
        boolean needed = method.equals(PRIVATE_KEY_JWT) || method.equals(SELF_SIGNED_TLS_CLIENT_AUTH);
        if (needed && metadata.jwks().isEmpty() && metadata.jwksUri().isEmpty()) {
            faults.add(new Fault(TOKEN_ENDPOINT_AUTH_METHOD, "is " + method + ", which needs jwks or jwks_uri"));
        }
    }

    /** OpenID Connect Registration 1.0, section 2. */
    private static void algorithm(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.tokenEndpointAuthSigningAlg().isEmpty()) {
            return;
        }
        List<String> fitting =
                switch (metadata.tokenEndpointAuthMethod()) {
                    case PRIVATE_KEY_JWT -> ClientMetadataRules.CLIENT_SIGNING_ALGORITHMS;
                    case CLIENT_SECRET_JWT -> ClientMetadataRules.MAC_ALGORITHMS;
                    default -> List.of();
                };
        if (fitting.isEmpty()) {
            faults.add(new Fault(
                    TOKEN_ENDPOINT_AUTH_SIGNING_ALG,
                    "is for token_endpoint_auth_method: private_key_jwt or client_secret_jwt"));
        } else if (!fitting.contains(metadata.tokenEndpointAuthSigningAlg().get())) {
            faults.add(new Fault(
                    TOKEN_ENDPOINT_AUTH_SIGNING_ALG,
                    "does not fit " + metadata.tokenEndpointAuthMethod() + "; supported: "
                            + String.join(", ", fitting)));
        }
    }

    /** RFC 8705, section 2.1.2: exactly one of the names. */
    private static void certificateName(ClientMetadata metadata, List<Fault> faults) {
        List<CertificateName> names = metadata.certificateNames();
        boolean used = metadata.tokenEndpointAuthMethod().equals(TLS_CLIENT_AUTH);
        if (used && names.isEmpty()) {
            faults.add(new Fault(
                    TOKEN_ENDPOINT_AUTH_METHOD,
                    "is tls_client_auth, which needs one of the tls_client_auth_* names (RFC 8705, section 2.1.2)"));
        }
        if (!used) {
            names.forEach(
                    name -> faults.add(new Fault(name.field(), "is for token_endpoint_auth_method: tls_client_auth")));
            return;
        }
        names.stream()
                .skip(1)
                .forEach(name -> faults.add(new Fault(
                        name.field(),
                        "cannot stand beside " + names.getFirst().field().wire()
                                + ": a certificate is known by one name (RFC 8705, section 2.1.2)")));
    }
}
