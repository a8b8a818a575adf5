package dev.limen.client;

import dev.limen.config.Profiles;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.Jwks;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.jose.VerificationKey;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Requirements;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JWT signed with the client's own key (OpenID Connect Core 1.0, section 9; RFC 7523, section 2.2). */
@Singleton
class PrivateKeyJwt implements ClientAuthenticationMethod {

    private final ClientAssertions assertions;
    private final ClientKeys keys;
    private final Profiles profiles;

    /** Nobody's keys: verifying with them takes the time that verifying with a client's takes. */
    private final Map<SigningAlgorithm, VerificationKey> decoys = new ConcurrentHashMap<>();

    PrivateKeyJwt(ClientAssertions assertions, ClientKeys keys, Profiles profiles) {
        this.assertions = assertions;
        this.keys = keys;
        this.profiles = profiles;
    }

    @Override
    public String name() {
        return ClientMetadata.PRIVATE_KEY_JWT;
    }

    @Override
    public Set<String> signingAlgorithms() {
        return Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::wire).collect(Collectors.toSet());
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        return assertions
                .read(presented.form())
                .filter(jwt -> !ClientSecretJwt.isKeyed(jwt))
                .map(jwt -> new AssertionAttempt(jwt, ClientAssertions.clientId(jwt)));
    }

    /** What is not pinned by registration is any algorithm with a public key that the profile permits. */
    private Set<SigningAlgorithm> allowed(Client client) {
        Requirements required = profiles.required(client.metadata);
        return SigningAlgorithm.named(client.metadata
                .tokenEndpointAuthSigningAlg()
                .map(alg -> required.permitted(List.of(alg)))
                .orElse(required.signingAlgorithms()));
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
            try {
                SigningAlgorithm algorithm = jwt.algorithm(
                        client.map(PrivateKeyJwt.this::allowed).orElse(EnumSet.allOf(SigningAlgorithm.class)));
                var claims = jwt.verify(ClientAssertions.TYP, candidates(client, algorithm));
                assertions.accept(claims, client.orElseThrow(() -> new InvalidJwtException("no such client")));
                return Optional.empty();
            } catch (InvalidJwtException e) {
                return Optional.of("client_assertion: " + e.getMessage());
            }
        }

        private List<VerificationKey> candidates(Optional<Client> client, SigningAlgorithm algorithm) {
            List<VerificationKey> found = client.map(c -> keys.of(c, this::mayHaveSigned))
                    .map(set -> Jwks.of(set).candidates(jwt.kid(), algorithm))
                    .orElse(List.of());
            return found.isEmpty() ? List.of(decoy(algorithm)) : found;
        }

        private boolean mayHaveSigned(Map<?, ?> key) {
            return jwt.kid().isEmpty() || jwt.kid().get().equals(key.get("kid"));
        }
    }

    private VerificationKey decoy(SigningAlgorithm algorithm) {
        return decoys.computeIfAbsent(algorithm, a -> SigningPair.generate(a).verification());
    }
}
