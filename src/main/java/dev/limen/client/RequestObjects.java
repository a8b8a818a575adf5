package dev.limen.client;

import dev.limen.config.Issuer;
import dev.limen.config.Profiles;
import dev.limen.jose.ContentEncryption;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.Jwks;
import dev.limen.jose.JwsVerificationKey;
import dev.limen.jose.JwtReader;
import dev.limen.jose.JwtTimes;
import dev.limen.jose.MacAlgorithm;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnsignedJwtReader;
import dev.limen.jose.UnverifiedJwt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and verifies requests that a client has put into a JWT: request objects (RFC 9101; OpenID Connect Core 1.0, section
 * 6), and whatever else a client signs as a request. What the claims ask for is left to the caller.
 *
 * <p>Call it in what {@link ClientRequests} runs, as the client's keys may have to be loaded first.
 */
@Singleton
public class RequestObjects {

    private static final TypRule TYP = TypRule.plainOr("oauth-authz-req+jwt");

    /** How far the client's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final JwtReader reader;
    private final Profiles profiles;
    private final UnsignedJwtReader unsigned;
    private final SealedRequests sealed;
    private final JwtTimes times;
    private final ClientKeys keys;
    private final ClientSecrets secrets;
    private final String issuer;

    RequestObjects(
            JwtReader reader,
            Profiles profiles,
            UnsignedJwtReader unsigned,
            SealedRequests sealed,
            JwtTimes times,
            ClientKeys keys,
            ClientSecrets secrets,
            Issuer issuer) {
        this.reader = reader;
        this.profiles = profiles;
        this.unsigned = unsigned;
        this.sealed = sealed;
        this.times = times;
        this.keys = keys;
        this.secrets = secrets;
        this.issuer = issuer.value();
    }

    /** The {@code alg} values with which requests may be signed. */
    public static List<String> signingAlgorithms() {
        return Stream.concat(
                        Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::wire),
                        Stream.of(MacAlgorithm.values()).map(MacAlgorithm::wire))
                .toList();
    }

    /** The {@code alg} values with which they may be encrypted. */
    public static List<String> encryptionAlgorithms() {
        return Stream.of(EncryptionAlgorithm.values())
                .map(EncryptionAlgorithm::wire)
                .toList();
    }

    /** The {@code enc} values with which they may be encrypted. */
    public static List<String> contentEncryptions() {
        return Stream.of(ContentEncryption.values())
                .map(ContentEncryption::wire)
                .toList();
    }

    /** Whether this has the form of a JWT that is neither signed nor encrypted. */
    public boolean isUnsigned(String jwt) {
        return unsigned.isUnsigned(jwt);
    }

    /**
     * The claims of a request of this client, proved as the rules ask. They have no {@code request} or {@code request_uri}.
     *
     * @param jwt signed, or signed and encrypted, or unsigned where the rules have that
     * @throws InvalidJwtException when it is none; the message says why, to the client's developer too
     */
    public Map<String, Object> read(Client client, String jwt, RequestObjectRules rules) throws InvalidJwtException {
        String inner = sealed.opened(client, jwt);
        Map<String, Object> claims =
                unsigned.isUnsigned(inner) ? unsigned(client, inner, rules) : verified(client, inner, rules);
        accept(claims, client, rules);
        return claims;
    }

    private Map<String, Object> unsigned(Client client, String jwt, RequestObjectRules rules)
            throws InvalidJwtException {
        List<String> permitted = profiles.required(client.metadata).signingAlgorithms();
        require(rules.unsigned() && permitted.contains(UnsignedJwtReader.ALGORITHM), "it is not signed");
        return unsigned.read(jwt, TYP);
    }

    private Map<String, Object> verified(Client client, String jwt, RequestObjectRules rules)
            throws InvalidJwtException {
        UnverifiedJwt read = reader.read(jwt);
        List<String> permitted = profiles.required(client.metadata).signingAlgorithms();
        Optional<MacAlgorithm> mac =
                rules.algorithm().filter(permitted::contains).flatMap(MacAlgorithm::of);
        return read.verify(
                TYP,
                mac.isPresent()
                        ? ClientSecretJwt.keyed(mac.get(), secrets.shared(client))
                        : publicKeys(client, read, rules, permitted));
    }

    private List<? extends JwsVerificationKey> publicKeys(
            Client client, UnverifiedJwt jwt, RequestObjectRules rules, List<String> permitted)
            throws InvalidJwtException {
        List<String> registered = rules.algorithm().map(List::of).orElse(permitted);
        SigningAlgorithm algorithm = jwt.algorithm(SigningAlgorithm.named(
                registered.stream().filter(permitted::contains).toList()));
        return Jwks.of(keys.of(client, key -> mayHaveSigned(key, jwt))).candidates(jwt.kid(), algorithm);
    }

    private static boolean mayHaveSigned(Map<?, ?> key, UnverifiedJwt jwt) {
        return jwt.kid().isEmpty() || jwt.kid().get().equals(key.get("kid"));
    }

    /** RFC 9101, sections 4, 5.2, 6.1 and 10.8. */
    private void accept(Map<String, Object> claims, Client client, RequestObjectRules rules)
            throws InvalidJwtException {
        for (String name : rules.required()) {
            require(claims.get(name) != null, name + " is missing in it");
        }
        for (String name : List.of("client_id", "iss")) {
            require(client.clientId.equals(claims.getOrDefault(name, client.clientId)), name + " is not the client");
        }
        require(!claims.containsKey("aud") || isForUs(claims.get("aud")), "aud is not this issuer");
        // what looks like a client assertion must serve as nothing else
        require(!client.clientId.equals(claims.get("sub")), "sub is the client, as in a client assertion");
        require(!claims.containsKey("request") && !claims.containsKey("request_uri"), "it has a request in it");
        if (claims.containsKey("exp")) {
            times.notExpired(claims, Duration.ZERO);
        }
        times.begun(claims, SKEW);
        times.issuedBefore(claims, SKEW);
        if (rules.longest().isPresent()) {
            times.brief(claims, rules.longest().get());
        }
    }

    private boolean isForUs(Object aud) {
        return aud instanceof Collection<?> several ? several.contains(issuer) : issuer.equals(aud);
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
