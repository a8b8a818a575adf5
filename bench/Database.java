import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The database of the program. */
interface Database extends AutoCloseable {

    /** The one in the program, or an own PostgreSQL beside it, or one that is there. */
    static Database of(Options options) throws Exception {
        if (options.has("postgres")) {
            return OwnPostgres.start(options);
        }
        return options.has("database") ? new GivenDatabase(options) : new EmbeddedDatabase();
    }

    /** The program's settings by which it finds it. */
    Map<String, String> environment();

    /** The processes whose time counts. */
    List<Long> pids();

    /** Whether it is there before the program starts. */
    default boolean external() {
        return true;
    }

    @Override
    void close() throws IOException;
}
