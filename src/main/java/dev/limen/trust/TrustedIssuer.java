package dev.limen.trust;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An issuer whose assertions lead to tokens (RFC 7523, section 2.1), and how far it is trusted. What is not said is not
 * allowed.
 *
 * @param issuer the {@code iss} of its assertions, byte for byte
 * @param jwks its public keys (RFC 7517, section 5), or
 * @param jwksUri where they are
 * @param algorithms the only {@code alg} values of its assertions
 * @param audiences what its assertions may be meant for, besides this provider by its own name
 * @param subjectClaim the claim that says whom the assertion is about
 * @param subjectMatch what of an account that claim is compared with
 * @param clients the clients that may present its assertions
 * @param scopes the most that they may get for one
 * @param maxLifetime how long before its end an assertion may be presented
 * @param jtiRequired whether an assertion without {@code jti} is refused; one that has it is always accepted only once
 * @param softwareStatements whether clients may register with statements of the issuer (RFC 7591, section 2.3)
 */
public record TrustedIssuer(
        String issuer,
        boolean enabled,
        Optional<Map<String, Object>> jwks,
        Optional<String> jwksUri,
        List<String> algorithms,
        List<String> audiences,
        String subjectClaim,
        SubjectMatch subjectMatch,
        List<String> clients,
        List<String> scopes,
        Duration maxLifetime,
        boolean jtiRequired,
        boolean softwareStatements) {

    public TrustedIssuer {
        algorithms = List.copyOf(algorithms);
        audiences = List.copyOf(audiences);
        clients = List.copyOf(clients);
        scopes = List.copyOf(scopes);
    }

    /** Whether this client may present its assertions now. */
    public boolean serves(String clientId) {
        return enabled && clients.contains(clientId);
    }

    @Override
    public String toString() {
        return "TrustedIssuer[" + issuer + "]";
    }
}
