package dev.limen.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A directory claimed for this process. The claim is a file lock, which the operating system gives back however the
 * process ends.
 */
final class DataDirectory implements AutoCloseable {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, and claims it.
     *
     * @throws StorageException if another process holds it, or it cannot be written
     */
    static DataDirectory claim(Path directory) {
        try {
            Files.createDirectories(directory, PRIVATE_DIRECTORY);
            Path root = directory.toRealPath();
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new StorageException("The data directory " + directory.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    boolean claimed() {
        return lock.isOpen();
    }

    Path root() {
        return root;
    }

    Path server(String version) {
        return root.resolve("postgres").resolve("dist-" + version);
    }

    Path clusterHome(String majorVersion) {
        return root.resolve("postgres").resolve(majorVersion);
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("limen.lock");
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PRIVATE_FILE);
        if (tryLock(channel) == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new StorageException("Another Limen" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                    + " is already running on the data directory " + root
                    + ". Stop it first, or give this one a directory of its own with LIMEN_DATA_DIR.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Gives the claim back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StorageException("The lock of the data directory " + root + " cannot be released: " + e, e);
        }
    }
}
