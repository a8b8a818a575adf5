package dev.limen.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The master key of an installation with the embedded database: a file in the data directory that only its owner reads. */
public final class MasterKeyFile {
    private static final int KEY_BYTES = 32;

    private MasterKeyFile() {}

    /**
     * The key in base64; a random one is made when there is none. The directory must be claimed by this process.
     *
     * @throws StorageException if the file cannot be read or written, or holds no key
     */
    public static String readOrCreate(Path dataDirectory) {
        Path file = dataDirectory.resolve("master.key");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return checked(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new StorageException("The master key in " + file.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    private static String checked(Path file, String key) {
        try {
            if (Base64.getDecoder().decode(key).length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same fault as a wrong length
        }
        throw new StorageException("The file " + file.toAbsolutePath()
                + " does not hold a master key (32 bytes in base64). Bring back the right one: without it the signing"
                + " keys in the database cannot be read.");
    }

    /** The name comes last and the content is on the disk before, so that a crash leaves no half of a key. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path unfinished = file.resolveSibling("master.key.new");
        Files.deleteIfExists(unfinished);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (var channel = Files.newByteChannel(unfinished, options, DataDirectory.PRIVATE_FILE)) {
            String line = Base64.getEncoder().encodeToString(key) + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
