package dev.limen.client;

import dev.limen.jose.ClientSecretKey;
import dev.limen.jose.ContentEncryption;
import dev.limen.jose.EncryptedJwt;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JweDecryptionKey;
import dev.limen.jose.JweReader;
import dev.limen.key.EncryptionKeys;
import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decrypts what a client has encrypted for the provider (RFC 9101, section 6.1; OpenID Connect Core 1.0, section 10.2). */
@Singleton
class SealedRequests {

    private static final Set<ContentEncryption> CONTENTS = EnumSet.allOf(ContentEncryption.class);

    private final JweReader reader;
    private final EncryptionKeys keys;
    private final ClientSecrets secrets;

    SealedRequests(JweReader reader, EncryptionKeys keys, ClientSecrets secrets) {
        this.reader = reader;
        this.keys = keys;
        this.secrets = secrets;
    }

    /**
     * The JWT inside; the JWT itself if it is not encrypted. A client that has registered encryption may still leave it out
     * (OpenID Connect Registration 1.0, section 2).
     */
    String opened(Client client, String jwt) throws InvalidJwtException {
        if (!reader.isJwe(jwt)) {
            return jwt;
        }
        EncryptedJwt encrypted = reader.read(jwt);
        Optional<EncryptionAlgorithm> shared = client.metadata
                .requestObjectEncryptionAlg()
                .flatMap(EncryptionAlgorithm::of)
                .filter(EncryptionAlgorithm::usesSecret);
        return shared.isPresent()
                ? encrypted.decrypt(Set.of(shared.get()), CONTENTS, secrets(client, shared.get()))
                : encrypted.decrypt(withKeyPair(), CONTENTS, keys.decrypting(encrypted.kid()));
    }

    private static Set<EncryptionAlgorithm> withKeyPair() {
        return EncryptionAlgorithm.withKeyPair().collect(Collectors.toSet());
    }

    private List<? extends JweDecryptionKey> secrets(Client client, EncryptionAlgorithm algorithm) {
        return secrets.shared(client).stream()
                .map(Secret::reveal)
                .map(secret -> ClientSecretKey.of(algorithm, secret))
                .toList();
    }
}
