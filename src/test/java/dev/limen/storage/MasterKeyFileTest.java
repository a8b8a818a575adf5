package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {
    @TempDir
    Path directory;

    @Test
    void makesAKeyOnceForItsOwnerAlone() throws Exception {
        String key = MasterKeyFile.readOrCreate(directory);
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(MasterKeyFile.readOrCreate(directory)).isEqualTo(key);
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void takesAwayAccessThatOthersHave() throws Exception {
        MasterKeyFile.readOrCreate(directory);
        Files.setPosixFilePermissions(directory.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
        MasterKeyFile.readOrCreate(directory);
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void neverReplacesADamagedKey() throws Exception {
        Path file = Files.writeString(directory.resolve("master.key"), "damaged");
        assertThatThrownBy(() -> MasterKeyFile.readOrCreate(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file.toString())
                .message()
                .doesNotContain("damaged");
        assertThat(Files.readString(file)).isEqualTo("damaged");
    }

    private String permissions() throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key")));
    }
}
