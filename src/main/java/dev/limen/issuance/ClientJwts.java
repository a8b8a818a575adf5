package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.client.ClientKeys;
import dev.limen.client.Clients;
import dev.limen.client.NoClientKeyException;
import dev.limen.config.Profiles;
import dev.limen.jose.ClientSecretKey;
import dev.limen.jose.ContentEncryption;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.JweRecipient;
import dev.limen.jose.Jwks;
import dev.limen.jose.JwsSigningKey;
import dev.limen.jose.JwtEncrypter;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.MacAlgorithm;
import dev.limen.jose.SharedSecret;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.ResponseEncryption;
import dev.limen.protocol.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JWTs that say something to one client: signed with the algorithm that it registered, and then encrypted for it where it
 * registered that (OpenID Connect Core 1.0, section 10). What should be encrypted is never sent as it is. Where the client's
 * keys have to be loaded first, {@link dev.limen.client.ClientRequests} sees to it.
 */
@ApplicationScoped
public class ClientJwts {

    private final Keys keys;
    private final Profiles profiles;
    private final Clients clients;
    private final ClientKeys clientKeys;
    private final JwtSigner signer;
    private final JwtEncrypter encrypter;

    ClientJwts(
            Keys keys,
            Profiles profiles,
            Clients clients,
            ClientKeys clientKeys,
            JwtSigner signer,
            JwtEncrypter encrypter) {
        this.keys = keys;
        this.profiles = profiles;
        this.clients = clients;
        this.clientKeys = clientKeys;
        this.signer = signer;
        this.encrypter = encrypter;
    }

    /** The {@code alg} values with which Limen can sign for everyone. */
    public List<String> signingAlgorithms() {
        return profiles.required()
                .permitted(
                        keys.algorithms().stream().map(SigningAlgorithm::wire).toList());
    }

    /** The {@code alg} values with which Limen can sign for one client, with the secret that they share. */
    public List<String> sharedAlgorithms() {
        return profiles.required()
                .permitted(Arrays.stream(MacAlgorithm.values())
                        .map(MacAlgorithm::wire)
                        .toList());
    }

    /** The {@code alg} values with which Limen can encrypt. */
    public List<String> encryptionAlgorithms() {
        return Arrays.stream(EncryptionAlgorithm.values())
                .map(EncryptionAlgorithm::wire)
                .toList();
    }

    /** The {@code enc} values with which Limen can encrypt. */
    public List<String> contentEncryptions() {
        return Arrays.stream(ContentEncryption.values())
                .map(ContentEncryption::wire)
                .toList();
    }

    /**
     * What signs for this client.
     *
     * @param registered the algorithm that it registered; its profile decides whether that is the one
     */
    public JwsSigningKey key(Client client, String registered) {
        String algorithm = profiles.required(client.metadata).signing(registered);
        Optional<SigningAlgorithm> ours = SigningAlgorithm.of(algorithm);
        return ours.isPresent()
                ? keys.active(ours.get())
                : SharedSecret.of(MacAlgorithm.of(algorithm).orElseThrow(), secret(client));
    }

    /**
     * These claims, signed, and encrypted where that is asked.
     *
     * @param typ of what is signed
     * @throws OAuthException {@code invalid_request} if the client has no key to encrypt to
     */
    public String signed(
            Client client, Map<String, Object> claims, String typ, JwsSigningKey key, ResponseEncryption encryption) {
        return sealed(client, signer.sign(claims, typ, key), encryption);
    }

    /** The same without {@code typ}, for what its specification gives none. */
    String signed(Client client, Map<String, Object> claims, JwsSigningKey key, ResponseEncryption encryption) {
        return sealed(client, signer.sign(claims, key), encryption);
    }

    /**
     * Makes sure that what is to be encrypted can be.
     *
     * @throws OAuthException {@code invalid_request} if the client has no key to encrypt to
     */
    void requireRecipient(Client client, ResponseEncryption encryption) {
        encryption.alg().ifPresent(alg -> recipient(client, alg));
    }

    private String sealed(Client client, String signed, ResponseEncryption encryption) {
        return encryption
                .alg()
                .map(alg -> encrypter.encrypt(signed, recipient(client, alg), content(encryption)))
                .orElse(signed);
    }

    /**
     * These claims, encrypted for the client and not signed.
     *
     * @param encryption one that has an {@code alg}
     * @throws OAuthException {@code invalid_request} if the client has no key to encrypt to
     */
    public String encrypted(Client client, Map<String, Object> claims, ResponseEncryption encryption) {
        return encrypter.encrypt(claims, recipient(client, encryption.alg().orElseThrow()), content(encryption));
    }

    private JweRecipient recipient(Client client, String alg) {
        EncryptionAlgorithm algorithm = EncryptionAlgorithm.of(alg).orElseThrow();
        return algorithm.usesSecret()
                ? ClientSecretKey.of(algorithm, secret(client))
                : Jwks.of(clientKeys.of(client, key -> isFor(algorithm, key)))
                        .recipient(algorithm)
                        .orElseThrow(() -> new NoClientKeyException(alg));
    }

    private static boolean isFor(EncryptionAlgorithm algorithm, Map<?, ?> key) {
        return Jwks.of(Map.of("keys", List.of(key))).recipient(algorithm).isPresent();
    }

    private String secret(Client client) {
        return clients.sharedSecret(client)
                .map(Secret::reveal)
                .orElseThrow(() -> new IllegalStateException(client + " shares no secret"));
    }

    private static ContentEncryption content(ResponseEncryption encryption) {
        return ContentEncryption.of(encryption.content()).orElseThrow();
    }
}
