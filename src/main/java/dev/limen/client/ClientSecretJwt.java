package dev.limen.client;

import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.MacAlgorithm;
import dev.limen.jose.SharedSecret;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JWT keyed with the client's secret (OpenID Connect Core 1.0, section 9; RFC 7523, section 2.2). */
@Singleton
class ClientSecretJwt implements ClientAuthenticationMethod {

    /** Keys nothing but what is refused anyway. */
    private static final Secret NOBODYS = Secret.of("nobody's secret, as long as those of HS512 must be at the least.");

    private final ClientAssertions assertions;
    private final ClientSecrets secrets;

    ClientSecretJwt(ClientAssertions assertions, ClientSecrets secrets) {
        this.assertions = assertions;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return ClientMetadata.CLIENT_SECRET_JWT;
    }

    @Override
    public Set<String> signingAlgorithms() {
        return Stream.of(MacAlgorithm.values()).map(MacAlgorithm::wire).collect(Collectors.toSet());
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        return assertions
                .read(presented.form())
                .filter(ClientSecretJwt::isKeyed)
                .map(jwt -> new AssertionAttempt(jwt, ClientAssertions.clientId(jwt)));
    }

    /** The header tells this method from {@code private_key_jwt}; which one is right, the registration says. */
    static boolean isKeyed(UnverifiedJwt assertion) {
        return assertion.header().get("alg") instanceof String alg
                && MacAlgorithm.of(alg).isPresent();
    }

    /** What is not pinned by registration is HS256. */
    private static MacAlgorithm algorithm(Client client) {
        return client.metadata
                .tokenEndpointAuthSigningAlg()
                .flatMap(MacAlgorithm::of)
                .orElse(MacAlgorithm.HS256);
    }

    private final class AssertionAttempt implements Attempt {

        private final UnverifiedJwt jwt;
        private final String clientId;

        private AssertionAttempt(UnverifiedJwt jwt, String clientId) {
            this.jwt = jwt;
            this.clientId = clientId;
        }

        @Override
        public String clientId() {
            return clientId;
        }

        @Override
        public Optional<String> fault(Optional<Client> client) {
            MacAlgorithm algorithm = client.map(ClientSecretJwt::algorithm).orElse(MacAlgorithm.HS256);
            List<Secret> keys =
                    client.map(secrets::shared).filter(s -> !s.isEmpty()).orElse(List.of(NOBODYS));
            try {
                var claims = jwt.verify(ClientAssertions.TYP, keyed(algorithm, keys));
                assertions.accept(claims, client.orElseThrow(() -> new InvalidJwtException("no such client")));
                return Optional.empty();
            } catch (InvalidJwtException e) {
                return Optional.of("client_assertion: " + e.getMessage());
            }
        }
    }

    /** A secret that is too short for the algorithm keys nothing (RFC 7518, section 3.2). */
    static List<SharedSecret> keyed(MacAlgorithm algorithm, List<Secret> secrets) {
        return secrets.stream()
                .map(Secret::reveal)
                .filter(s -> s.getBytes(java.nio.charset.StandardCharsets.UTF_8).length >= algorithm.minimumBytes())
                .map(s -> SharedSecret.of(algorithm, s))
                .toList();
    }
}
