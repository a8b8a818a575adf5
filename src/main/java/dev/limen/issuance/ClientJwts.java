package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.jose.ContentEncryption;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.JweRecipient;
import dev.limen.jose.Jwks;
import dev.limen.jose.JwsSigningKey;
import dev.limen.jose.JwtEncrypter;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.ResponseEncryption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * JWTs that say something to one client: signed with the algorithm that it registered, and then encrypted for it where it
 * registered that (OpenID Connect Core 1.0, section 10). What should be encrypted is never sent as it is.
 */
@ApplicationScoped
public class ClientJwts {

    private final Keys keys;
    private final JwtSigner signer;
    private final JwtEncrypter encrypter;

    ClientJwts(Keys keys, JwtSigner signer, JwtEncrypter encrypter) {
        this.keys = keys;
        this.signer = signer;
        this.encrypter = encrypter;
    }

    /** The {@code alg} values with which Limen can sign. */
    public List<String> signingAlgorithms() {
        return keys.algorithms().stream().map(SigningAlgorithm::wire).toList();
    }

    /** The {@code alg} values with which Limen can encrypt. */
    public List<String> encryptionAlgorithms() {
        return EncryptionAlgorithm.withKeyPair().map(EncryptionAlgorithm::wire).toList();
    }

    /** The {@code enc} values with which Limen can encrypt. */
    public List<String> contentEncryptions() {
        return Arrays.stream(ContentEncryption.values())
                .map(ContentEncryption::wire)
                .toList();
    }

    /** What signs with this algorithm for this client. */
    public JwsSigningKey key(Client client, String algorithm) {
        return keys.active(SigningAlgorithm.of(algorithm).orElseThrow());
    }

    /**
     * These claims, signed, and encrypted where that is asked.
     *
     * @param typ of what is signed
     * @throws OAuthException {@code invalid_request} if the client has no key to encrypt to
     */
    public String signed(
            Client client, Map<String, Object> claims, String typ, JwsSigningKey key, ResponseEncryption encryption) {
        String signed = signer.sign(claims, typ, key);
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
        return client.metadata
                .jwks()
                .map(Jwks::of)
                .flatMap(jwks -> jwks.recipient(algorithm))
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_REQUEST,
                        "the client has no key to encrypt to with " + alg,
                        "OpenID Connect Core 1.0, section 10.2"));
    }

    private static ContentEncryption content(ResponseEncryption encryption) {
        return ContentEncryption.of(encryption.content()).orElseThrow();
    }
}
