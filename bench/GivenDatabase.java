import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An external PostgreSQL that is running, with a database that is empty or was filled by this program. */
record GivenDatabase(Map<String, String> environment, Optional<Path> data) implements Database {

    /** It protects nothing. */
    static final String MASTER_KEY = "bGltZW4tYmVuY2gtbWFzdGVyLWtleS0zMi1ieXRlcyE=";

    GivenDatabase(Options options) {
        this(
                settings(
                        options.text("database", ""),
                        options.text("user", System.getenv().getOrDefault("QUARKUS_DATASOURCE_USERNAME", "postgres")),
                        options.text("password", System.getenv().getOrDefault("QUARKUS_DATASOURCE_PASSWORD", ""))),
                Optional.of(options.text("pgdata", "")).filter(path -> !path.isEmpty()).map(Path::of));
        if (data.isEmpty()) {
            System.out.println("Without --pgdata the time of the database is not counted.");
        }
    }

    static Map<String, String> settings(String url, String user, String password) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", user,
                "QUARKUS_DATASOURCE_PASSWORD", password,
                "LIMEN_MASTER_KEY", MASTER_KEY);
    }

    @Override
    public List<Long> pids() {
        return data.map(Processes::postgres).orElse(List.of());
    }

    @Override
    public void close() {
        // whoever started it stops it
    }
}
