package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.config.Issuer;
import dev.limen.jose.Expectation;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtReader;
import dev.limen.jose.JwtTimes;
import dev.limen.jose.JwtVerifier;
import dev.limen.jose.MacAlgorithm;
import dev.limen.jose.SharedSecret;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.key.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JWTs that Limen issued and that come back to it; each kind by its own {@code typ} (RFC 8725, section 3.11). */
@ApplicationScoped
public class OwnTokens {

    private final Issuer issuer;
    private final Keys keys;
    private final JwtVerifier verifier;
    private final JwtReader reader;
    private final Clients clients;

    OwnTokens(Issuer issuer, Keys keys, JwtVerifier verifier, JwtReader reader, Clients clients) {
        this.issuer = issuer;
        this.keys = keys;
        this.verifier = verifier;
        this.reader = reader;
        this.clients = clients;
    }

    /** The claims of an access token (RFC 9068, section 4), if it is one of ours and not expired. */
    Optional<Map<String, Object>> accessToken(String jwt) {
        return verified(jwt, Expectation.of(issuer.value(), JwtAccessTokens.TYP, keys::verification));
    }

    /** The claims of an ID token that has not expired. */
    Optional<Map<String, Object>> idToken(String jwt) {
        return verified(jwt, Expectation.of(issuer.value(), IdTokens.TYP, keys::verification));
    }

    /** The claims of an ID token that is shown as a hint; it may have expired (OpenID Connect Core 1.0, 3.1.2.1). */
    public Optional<Map<String, Object>> idTokenHint(String jwt) {
        return verified(
                        jwt,
                        Expectation.of(issuer.value(), IdTokens.TYP, keys::verification)
                                .evenExpired())
                .or(() -> signedWithSecret(jwt));
    }

    /** An ID token that was signed with the secret of the client to which it was issued. */
    private Optional<Map<String, Object>> signedWithSecret(String jwt) {
        try {
            UnverifiedJwt read = reader.read(jwt);
            Map<String, Object> claims = read.verify(TypRule.exactly(IdTokens.TYP), secrets(read));
            // what userinfo and the client itself sign with the same secret has no exp, or another issuer
            JwtTimes.seconds(claims, "exp");
            return issuer.value().equals(claims.get("iss")) ? Optional.of(claims) : Optional.empty();
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }

    private List<SharedSecret> secrets(UnverifiedJwt jwt) {
        if (MacAlgorithm.of(String.valueOf(jwt.header().get("alg"))).isEmpty()) {
            return List.of();
        }
        Optional<Client> client = jwt.unverifiedText("aud").flatMap(clients::find);
        Optional<MacAlgorithm> registered =
                client.map(c -> c.metadata.idTokenSignedResponseAlg()).flatMap(MacAlgorithm::of);
        return registered.isEmpty()
                ? List.of()
                : clients.sharedSecrets(client.get()).stream()
                        .map(secret -> SharedSecret.of(registered.get(), secret.reveal()))
                        .toList();
    }

    private Optional<Map<String, Object>> verified(String jwt, Expectation expectation) {
        try {
            return Optional.of(verifier.verify(jwt, expectation));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }
}
