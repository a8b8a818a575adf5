import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long after its start the program answers, with an external database whose schema is there and a file cache that is warm. */
final class ColdStart {

    private static final int SETTLED_AFTER = 4;
    private static final int RESIDENT_SAMPLES = 5;

    private ColdStart() {}

    static void report(Options options, Program program, Database database) throws Exception {
        if (!database.external()) {
            throw new IllegalArgumentException("--start needs --postgres or --database: an embedded one starts with the program");
        }
        int starts = options.number("starts", 20);
        once(options, program, database, ColdStart::discovery); // makes the schema, and fills the file cache
        once(options, program, database, ColdStart::discovery);
        List<Duration> discovery = several(starts, options, program, database, ColdStart::discovery);
        List<Duration> page = several(starts, options, program, database, ColdStart::signInPage);
        long resident = resident(options, program, database);
        System.out.printf("%n## From its start to the first answer%n%n| | median of %d | fastest | slowest | budget |%n", starts);
        System.out.println("| --- | --- | --- | --- | --- |");
        System.out.println(line("first answer on discovery", discovery, options.executable() ? "50 ms" : "1200 ms"));
        System.out.println(line("first sign-in page", page, options.executable() ? "100 ms" : ""));
        System.out.printf("| idle, resident after %d s | %d MiB | | | %s |%n", SETTLED_AFTER, resident, options.executable() ? "64 MiB" : "");
    }

    private static boolean discovery(Http http) throws IOException {
        return http.get("/.well-known/openid-configuration", Map.of()).status() == 200;
    }

    private static boolean signInPage(Http http) throws IOException {
        Person person = new Person(http.server(), Server.person(0), "bench", "");
        person.use(http);
        person.seeSignInPage();
        return true;
    }

    private static List<Duration> several(int times, Options options, Program program, Database database, Server.Probe probe) throws Exception {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(once(options, program, database, probe));
        }
        all.sort(null);
        return all;
    }

    private static Duration once(Options options, Program program, Database database, Server.Probe probe) throws Exception {
        try (Server server = Server.launch(program, database, options.number("port", 18080), options.people())) {
            return server.await(probe);
        }
    }

    private static long resident(Options options, Program program, Database database) throws Exception {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < RESIDENT_SAMPLES; i++) {
            try (Server server = Server.start(program, database, options.number("port", 18080), options.people())) {
                LockSupport.parkNanos(Duration.ofSeconds(SETTLED_AFTER).toNanos());
                all.add(server.memory("VmRSS"));
            }
        }
        all.sort(null);
        return all.get(all.size() / 2);
    }

    private static String line(String name, List<Duration> sorted, String budget) {
        return String.format(Locale.ROOT, "| %s | %.0f ms | %.0f ms | %.0f ms | %s |", name, Costs.millis(sorted.get(sorted.size() / 2)),
                Costs.millis(sorted.getFirst()), Costs.millis(sorted.getLast()), budget);
    }
}
