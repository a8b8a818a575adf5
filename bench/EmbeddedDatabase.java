import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The database that the program brings, in a directory that goes away at the end. */
record EmbeddedDatabase(Path data) implements Database {

    EmbeddedDatabase() throws IOException {
        this(Files.createTempDirectory("limen-bench-data"));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("LIMEN_DATA_DIR", data.toString());
    }

    @Override
    public List<Long> pids() {
        try (var found = Files.find(data, 3, (path, kind) -> path.endsWith("postmaster.pid"))) {
            return found.flatMap(file -> Processes.postgres(file.getParent()).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean external() {
        return false;
    }

    @Override
    public void close() throws IOException {
        Temporary.delete(data);
    }
}
