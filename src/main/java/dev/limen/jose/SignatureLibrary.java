package dev.limen.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes the signatures of RSA, ECDSA and Ed25519, and verifies those of the first two, with Amazon Corretto Crypto Provider, as fast as OpenSSL, wherever its
 * library can be loaded; the JDK makes them elsewhere, and all others. Loading takes a tenth of a second on a JVM, so
 * {@link SignatureWarmUp} has it done before the first token waits for it.
 */
final class SignatureLibrary {

    private static final Logger LOG = Logger.getLogger(SignatureLibrary.class);

    /** The names by which the JDK's keys say what they are. Others, such as those of ML-DSA, stay with the JDK. */
    private static final Set<String> KEYS = Set.of("RSA", "EC", "EdDSA");

    private static final Set<String> CONVERTED = Set.of("RSA", "EC");

    /** Asked at run time, also in a native executable: whether the library loads depends on where the program runs. */
    private static final Optional<Provider> PROVIDER = load(() -> AmazonCorrettoCryptoProvider.INSTANCE);

    private SignatureLibrary() {}

    /** Loads the library now rather than with the first signature; whether that went well. */
    static boolean available() {
        return PROVIDER.isPresent();
    }

    static Optional<Provider> load(Supplier<AmazonCorrettoCryptoProvider> provider) {
        try {
            AmazonCorrettoCryptoProvider loaded = provider.get();
            loaded.assertHealthy();
            return Optional.of(loaded);
        } catch (RuntimeException | LinkageError e) {
            LOG.infof("Signatures are made by the JDK, more slowly: the native library cannot be loaded (%s)", e);
            return Optional.empty();
        }
    }

    /** What signs with a key of this type. */
    static Signature signing(String algorithm, PrivateKey key) throws NoSuchAlgorithmException {
        return PROVIDER.isPresent() && KEYS.contains(family(key))
                ? Signature.getInstance(algorithm, PROVIDER.get())
                : Signature.getInstance(algorithm);
    }

    /**
     * The same key in the library's own form. It takes any, but checks and converts one of the JDK each time that it signs,
     * which costs more than the signature.
     */
    static PrivateKey prepared(PrivateKey key) throws GeneralSecurityException {
        if (PROVIDER.isEmpty() || !CONVERTED.contains(key.getAlgorithm())) {
            return key;
        }
        return KeyFactory.getInstance(key.getAlgorithm(), PROVIDER.get())
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    /** What verifies with a key that {@link #prepared(PublicKey)} has seen. */
    static Signature verifying(String algorithm, PublicKey key) throws NoSuchAlgorithmException {
        return PROVIDER.isPresent() && CONVERTED.contains(key.getAlgorithm())
                ? Signature.getInstance(algorithm, PROVIDER.get())
                : Signature.getInstance(algorithm);
    }

    /** As {@link #prepared(PrivateKey)}; a stranger's key that the library does not take is left as it is. */
    static PublicKey prepared(PublicKey key) {
        if (PROVIDER.isEmpty() || !CONVERTED.contains(key.getAlgorithm())) {
            return key;
        }
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), PROVIDER.get())
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            return key;
        }
    }

    /** A key of Ed25519 calls itself by either name. */
    private static String family(PrivateKey key) {
        return key.getAlgorithm().equals("Ed25519") ? "EdDSA" : key.getAlgorithm();
    }
}
