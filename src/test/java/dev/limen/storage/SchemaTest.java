package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Test
    void theVersionIsThatOfTheLastMigration() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .mapToInt(name -> Integer.parseInt(name.replaceAll("V(\\d+)__.*", "$1")))
                            .max())
                    .hasValue(Integer.parseInt(Schema.VERSION));
        }
    }

    @Test
    void aServerThatIsTooOldIsRefusedInPlainWords() {
        assertThatThrownBy(() -> Schema.requireServer(13_0021))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PostgreSQL 13")
                .hasMessageContaining("PostgreSQL 14 or later");
        assertThatCode(() -> Schema.requireServer(14_0000)).doesNotThrowAnyException();
    }

    @Test
    void aBuildWithoutTheEmbeddedServerSaysWhatToSet() {
        assertThatThrownBy(() -> ServerArchive.require("postgres-linux-none.txz"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL")
                .hasMessageNotContaining("\n");
        assertThatCode(ServerArchive::require).doesNotThrowAnyException();
    }
}
