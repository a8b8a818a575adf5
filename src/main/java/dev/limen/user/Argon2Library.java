package dev.limen.user;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Computes Argon2id with libsodium, which uses what the processor has, wherever it can be loaded; {@link Argon2} computes
 * it in Java elsewhere, and where this one cannot. Both give the same bytes.
 */
final class Argon2Library {

    private static final Logger LOG = Logger.getLogger(Argon2Library.class);

    /** Asked at run time, also in a native executable: whether the library loads depends on where the program runs. */
    private static final Optional<Sodium> SODIUM = load(() ->
            unpacked(resource(System.getProperty("os.name").toLowerCase(Locale.ROOT), System.getProperty("os.arch"))));

    private Argon2Library() {}

    /** Loads the library now rather than with the first password; whether that went well. */
    static boolean available() {
        return SODIUM.isPresent();
    }

    /**
     * The tag of a password.
     *
     * @return empty if the library is not there, has no memory, or cannot do this: it knows one lane and salts of
     *     {@value Sodium#SALT_BYTES} bytes
     */
    static Optional<byte[]> tag(byte[] password, Argon2Cost cost, byte[] salt, int length) {
        if (cost.parallelism() != 1 || salt.length != Sodium.SALT_BYTES || length < Sodium.MIN_TAG_BYTES) {
            return Optional.empty();
        }
        byte[] tag = new byte[length];
        return SODIUM.filter(library -> library.pwhash(tag, password, salt, cost.iterations(), cost.memory() * 1024L))
                .map(done -> tag);
    }

    static Optional<Sodium> load(Callable<Sodium> library) {
        try {
            Sodium loaded = library.call();
            requireKnownAnswer(loaded);
            return Optional.of(loaded);
        } catch (Exception | LinkageError e) {
            LOG.infof("Passwords are hashed in Java, more slowly: the native library cannot be loaded (%s)", e);
            return Optional.empty();
        }
    }

    /** Where the library for a system is among the resources. */
    static Optional<String> resource(String system, String processor) {
        Optional<Boolean> arm =
                switch (processor) {
                    case "amd64", "x86_64" -> Optional.of(false);
                    case "aarch64", "arm64" -> Optional.of(true);
                    default -> Optional.empty();
                };
        if (system.contains("linux")) {
            return arm.map(it -> it ? "/arm64/libsodium.so" : "/linux64/libsodium.so");
        }
        if (system.contains("mac")) {
            return arm.map(it -> it ? "/mac_arm/libsodium.dylib" : "/mac/libsodium.dylib");
        }
        return Optional.empty();
    }

    /** The file is gone once it is loaded: nobody can put another in its place, and none is left behind. */
    static Sodium unpacked(Optional<String> resource) throws IOException {
        String name = resource.orElseThrow(() -> new IOException("there is none for this system"));
        Path directory = Files.createTempDirectory("limen-argon2-");
        Path file = directory.resolve("libsodium");
        try (InputStream library = Argon2Library.class.getResourceAsStream(name)) {
            Files.copy(Optional.ofNullable(library).orElseThrow(() -> new IOException("no " + name)), file);
            return SodiumLinker.link(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    /** A library that computes anything else would lock everybody out, or write hashes that nobody can check. */
    private static void requireKnownAnswer(Sodium library) {
        byte[] tag = new byte[32];
        byte[] password = "known answer".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = HexFormat.of().parseHex("087d8749b386200dde0c12a902f17be2f1b61d86a976e88dafac1453917309e6");
        if (!library.pwhash(tag, password, new byte[Sodium.SALT_BYTES], 1, 8 * 1024) || !Arrays.equals(tag, expected)) {
            throw new IllegalStateException("it computes something else");
        }
    }
}
