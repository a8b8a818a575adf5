package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2LibraryTest {

    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    @BeforeEach
    void onASystemThatItIsFor() {
        assumeTrue(SYSTEM.contains("linux"), "another system");
    }

    @Test
    void isThereOnLinux() {
        assertThat(Argon2Library.available()).isTrue();
    }

    /** What the authors' own program computes, from the library and in Java. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "correct~horse $argon2id$v=19$m=7168,t=5,p=1$c2l4dGVlbiBvZiBzYWx0Lg$x3kzas4N7ReR6UoPuUi4UpRSDtijkREE3c4i8FN523E",
                "pässwörd $argon2id$v=19$m=19456,t=2,p=1$c2l4dGVlbiBvZiBzYWx0Lg$o531KdY7lCsvuSMeEBOEQvQQopAn8p8vxi7JvWewzrM",
                "'' $argon2id$v=19$m=8,t=1,p=1$c2l4dGVlbiBvZiBzYWx0Lg$6CU1oPmrJCFwkDwwoPaE9A",
                "nul^inside $argon2id$v=19$m=64,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg"
                        + "$w0DTFZKwvtE7v0XmwmQKYGeihoy8gypSriGRRHLHY5T4h4EICmlLEdth4DWx5P4fIMJOlrqWetbqmt3Fgnlp+Q"
            })
    void agreesWithTheReferenceImplementation(String text, String phc) {
        byte[] password = text.replace('~', ' ').replace('^', '\0').getBytes(StandardCharsets.UTF_8);
        PasswordHash hash = PasswordHash.parse(phc).orElseThrow();
        byte[] tag = hash.tag();
        assertThat(Argon2Library.tag(password, hash.cost(), hash.salt(), tag.length))
                .hasValueSatisfying(computed -> assertThat(computed).isEqualTo(tag));
        assertThat(Argon2.inJava(password, hash.cost(), hash.salt(), tag.length))
                .isEqualTo(tag);
    }

    @Test
    void leavesToJavaWhatItCannotDo() {
        byte[] password = {'p'};
        Argon2Cost cost = new Argon2Cost(64, 1, 1);
        assertThat(Argon2Library.tag(password, cost, new byte[16], 32)).isPresent();
        assertThat(Argon2Library.tag(password, new Argon2Cost(64, 1, 2), new byte[16], 32))
                .as("two lanes")
                .isEmpty();
        assertThat(Argon2Library.tag(password, cost, new byte[8], 32))
                .as("a short salt")
                .isEmpty();
        assertThat(Argon2Library.tag(password, cost, new byte[17], 32))
                .as("a long salt")
                .isEmpty();
        assertThat(Argon2Library.tag(password, cost, new byte[16], 15))
                .as("a short tag")
                .isEmpty();
        PasswordHash lanes = Argon2.hash("right", new Argon2Cost(64, 1, 4), new byte[16]);
        assertThat(Argon2.matches("right", lanes)).isTrue();
        assertThat(Argon2.matches("wrong", lanes)).isFalse();
    }

    @Test
    void javaHashesWhereItCannotBeLoaded(@TempDir Path directory) throws IOException {
        Path noLibrary = Files.writeString(directory.resolve("libsodium.so"), "no library");
        Path another = copied("/arm64/libsodium.so", directory.resolve("another"));
        Path missing = directory.resolve("missing");
        assertThat(Argon2Library.load(() -> SodiumLinker.link(noLibrary))).isEmpty();
        assertThat(Argon2Library.load(() -> SodiumLinker.link(missing))).isEmpty();
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "another processor");
        assertThat(Argon2Library.load(() -> SodiumLinker.link(another))).isEmpty();
    }

    @Test
    void javaHashesWhereNothingCanBeUnpacked() {
        assertThat(Argon2Library.load(() -> {
                    throw new IOException("read-only file system");
                }))
                .isEmpty();
        assertThat(Argon2Library.load(() -> {
                    throw new UnsatisfiedLinkError("failed to map segment from shared object");
                }))
                .isEmpty();
    }

    @Test
    void isNotUsedWhereItComputesSomethingElse() {
        Sodium wrong = (tag, password, salt, passes, memory) -> {
            Arrays.fill(tag, (byte) 1);
            return true;
        };
        Sodium poor = (tag, password, salt, passes, memory) -> false;
        assertThat(Argon2Library.load(() -> wrong)).isEmpty();
        assertThat(Argon2Library.load(() -> poor)).isEmpty();
    }

    @Test
    void isCarriedForEachSystem() throws IOException {
        for (String system : new String[] {"linux", "mac os x"}) {
            for (String processor : new String[] {"amd64", "aarch64", "x86_64", "arm64"}) {
                String resource = Argon2Library.resource(system, processor).orElseThrow();
                try (InputStream library = Argon2Library.class.getResourceAsStream(resource)) {
                    assertThat(library).as(resource).isNotNull();
                }
            }
        }
        assertThat(Argon2Library.resource("linux", "riscv64")).isEqualTo(Optional.empty());
        assertThat(Argon2Library.resource("windows 11", "amd64")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> Argon2Library.unpacked(Optional.empty())).isInstanceOf(IOException.class);
    }

    private static Path copied(String resource, Path file) throws IOException {
        try (InputStream library = Argon2Library.class.getResourceAsStream(resource)) {
            Files.copy(library, file);
        }
        return file;
    }
}
