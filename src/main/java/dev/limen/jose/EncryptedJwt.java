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

    private static final Set<String> EPHEMERAL = Set.of("kty", "crv", "x", "y", "kid", "use", "alg");

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
            Collection<? extends JweDecryptionKey> candidates, EncryptionAlgorithm algorithm)
            throws InvalidJwtException {
        Optional<KeyShape> ephemeral = algorithm.agrees() ? Optional.of(ephemeralShape(algorithm)) : Optional.empty();
        return candidates.stream()
                .filter(key -> key.serves(algorithm))
                .filter(key -> !(key instanceof EncryptionPair pair) || isMeant(pair, ephemeral))
                .limit(MAX_TRIES)
                .toList();
    }

    private boolean isMeant(EncryptionPair pair, Optional<KeyShape> ephemeral) {
        return kid().map(pair.kid()::equals).orElse(true)
                && (ephemeral.isEmpty() || ephemeral.equals(pair.algorithm().shapeOf(pair.publicKey())));
    }

    /** What the library would read beside the key, such as certificates, has no business here; it must not fail at it. */
    private static boolean isPlain(Map<?, ?> epk) {
        return EPHEMERAL.containsAll(epk.keySet()) && epk.values().stream().allMatch(String.class::isInstance);
    }

    /** RFC 7518, section 4.6.1.1: the sender's public key of the moment; a point off the curve would betray the private one. */
    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private KeyShape ephemeralShape(EncryptionAlgorithm algorithm) throws InvalidJwtException {
        if (header.get("epk") instanceof Map<?, ?> epk && isPlain(epk)) {
            try {
                Optional<KeyShape> shape = algorithm.shapeOf(PublicJwk.parse((Map<String, Object>) epk));
                if (shape.isPresent()) {
                    return shape.get();
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidJwtException("epk is not a public key");
            }
        }
        throw new InvalidJwtException("epk is not a public key for " + algorithm.wire());
    }

    private Optional<byte[]> decrypt(
            EncryptionAlgorithm algorithm, ContentEncryption content, JweDecryptionKey candidate) {
        try {
            return Optional.of(decrypt(algorithm, content, key(candidate, content)));
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    byte[] decrypt(EncryptionAlgorithm algorithm, ContentEncryption content, Key key) throws JoseException {
        JsonWebEncryption library = JweLibrary.pinned(algorithm, content);
        library.setCompactSerialization(jwe);
        library.setKey(key);
        return library.getPlaintextBytes();
    }

    private static Key key(JweDecryptionKey candidate, ContentEncryption content) {
        return switch (candidate) {
            case EncryptionPair pair -> pair.privateKey();
            case ClientSecretKey secret -> secret.key(content);
        };
    }

    @Override
    public String toString() {
        return "EncryptedJwt";
    }
}
