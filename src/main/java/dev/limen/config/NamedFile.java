package dev.limen.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** What can be wrong with a file or directory that a setting names. */
final class NamedFile {
    /** How development and tests name a realm that the program brings along. */
    private static final String IN_THE_PROGRAM = "classpath:";

    private NamedFile() {}

    static Optional<String> realmProblem(String file) {
        return file.startsWith(IN_THE_PROGRAM) ? Optional.empty() : unreadable(file);
    }

    static Optional<String> certificatesProblem(String file) {
        Optional<String> unreadable = unreadable(file);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            boolean none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty();
            return none ? Optional.of("no certificate in " + file) : Optional.empty();
        } catch (IOException | CertificateException e) {
            return Optional.of("no PEM file of certificates: " + file);
        }
    }

    /** A directory that does not exist yet is good where it can be made. */
    static Optional<String> directoryProblem(String directory) {
        Path path = Path.of(directory).toAbsolutePath().normalize();
        Path existing = path;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing)
                ? Optional.empty()
                : Optional.of("no directory that this user may write: " + path);
    }

    private static Optional<String> unreadable(String file) {
        Path path = Path.of(file);
        return Files.isRegularFile(path) && Files.isReadable(path)
                ? Optional.empty()
                : Optional.of("no readable file at " + path.toAbsolutePath());
    }
}
