package dev.limen.jose;

import java.security.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/** A JWE that has been taken apart and not been decrypted. */
public final class EncryptedJwt {

    /** How many keys are tried on one JWE that names none. */
    static final int MAX_TRIES = 4;

    private static final String NOT_DECRYPTED = "cannot be decrypted";

    private final String jwe;
    private final Map<String, Object> header;

    EncryptedJwt(String jwe, Map<String, Object> header) {
        this.jwe = jwe;
        this.header = header;
    }

    /** The {@code kid} of the header. */
    public Optional<String> kid() {
        return header.get("kid") instanceof String kid ? Optional.of(kid) : Optional.empty();
    }

    /**
     * The text inside, which is a JWT to be read and verified in its turn: whoever encrypted it has proved nothing.
     *
     * @param algorithms the accepted {@code alg} values
     * @param contents the accepted {@code enc} values
     * @param candidates keys of ours, or the secret of the client that is said to have sent this
     * @throws InvalidJwtException when it is of another kind or no key decrypts it; never with a reason that would tell
     *     something of the content
     */
    public String decrypt(
            Set<EncryptionAlgorithm> algorithms,
            Set<ContentEncryption> contents,
            Collection<? extends JweDecryptionKey> candidates)
            throws InvalidJwtException {
        EncryptionAlgorithm algorithm = pick(algorithms, EncryptionAlgorithm::wire, "alg");
        ContentEncryption content = pick(contents, ContentEncryption::wire, "enc");
        if (header.containsKey("cty") && !isJwt(header.get("cty"))) {
            throw new InvalidJwtException("cty is not JWT");
        }
        for (JweDecryptionKey candidate : serving(candidates, algorithm)) {
            Optional<byte[]> plain = decrypt(algorithm, content, candidate);
            if (plain.isPresent()) {
                return CompactParts.text(plain.get(), "content");
            }
        }
        throw new InvalidJwtException(NOT_DECRYPTED);
    }

    private <T> T pick(Set<T> allowed, Function<T, String> wire, String name) throws InvalidJwtException {
        return allowed.stream()
                .filter(value -> wire.apply(value).equals(header.get(name)))
                .findAny()
                .orElseThrow(() -> new InvalidJwtException(name + " is not one of " + allowed));
    }

    private static boolean isJwt(Object cty) {
        return cty instanceof String text && (text.equalsIgnoreCase("JWT") || text.equalsIgnoreCase("application/jwt"));
    }

    private List<? extends JweDecryptionKey> serving(
            Collection<? extends JweDecryptionKey> candidates, EncryptionAlgorithm algorithm) {
        return candidates.stream()
                .filter(key -> key.serves(algorithm))
                .filter(this::isMeant)
                .limit(MAX_TRIES)
                .toList();
    }

    private boolean isMeant(JweDecryptionKey key) {
        return !(key instanceof EncryptionPair pair)
                || kid().isEmpty()
                || kid().get().equals(pair.kid());
    }

    private Optional<byte[]> decrypt(
            EncryptionAlgorithm algorithm, ContentEncryption content, JweDecryptionKey candidate) {
        try {
            return Optional.of(decrypt(algorithm, content, key(candidate, content)));
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] decrypt(EncryptionAlgorithm algorithm, ContentEncryption content, Key key) throws JoseException {
        JsonWebEncryption library = JweLibrary.pinned(algorithm, content);
        library.setCompactSerialization(jwe);
        library.setKey(key);
        return library.getPlaintextBytes();
    }

    private Key key(JweDecryptionKey candidate, ContentEncryption content) {
        return switch (candidate) {
            case EncryptionPair pair -> {
                checkEphemeralKey(pair);
                yield pair.privateKey();
            }
            case ClientSecretKey secret -> secret.key(content);
        };
    }

    /** RFC 7518, section 4.6.1.1: a public key on the curve of ours; a point elsewhere would betray the private key. */
    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private void checkEphemeralKey(EncryptionPair pair) {
        if (pair.algorithm() == EncryptionAlgorithm.RSA_OAEP_256) {
            return;
        }
        if (!(header.get("epk") instanceof Map<?, ?> epk) || PublicJwk.isPrivate((Map<String, Object>) epk)) {
            throw new IllegalArgumentException("no ephemeral public key");
        }
        Optional<KeyShape> theirs = pair.algorithm().shapeOf(PublicJwk.parse((Map<String, Object>) epk));
        if (theirs.isEmpty() || !theirs.equals(pair.algorithm().shapeOf(pair.publicKey()))) {
            throw new IllegalArgumentException("an ephemeral key of another curve");
        }
    }

    @Override
    public String toString() {
        return "EncryptedJwt";
    }
}
