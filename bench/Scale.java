import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same operations on a large database and a small one, in turns; and while expired rows are swept. */
final class Scale {

    /** A database that scale.sql has filled. */
    private record Size(int people, int tokens, int clients) {

        static final Size SMALL = new Size(20_000, 200_000, 1_000);
        static final Size LARGE = new Size(1_000_000, 10_000_000, 1_000);

        String[] variables() {
            return new String[] {"people=" + people, "tokens=" + tokens, "clients=" + clients, "hash=" + Server.PASSWORD_HASH};
        }

        int grants() {
            return tokens / 5;
        }
    }

    private static final int EXPIRED = 1_000_000;
    /** As many people as the small one has grants: the same crowd for both, spread over all of either. */
    private static final int CROWD = Size.SMALL.grants();
    /** Prime to the number of grants: neighbours in the crowd are far from each other in the tables. */
    private static final long STRIDE = 48_271;

    private static final List<Costs.Row> ROWS = List.of(
            Costs.REFRESH, Costs.INTROSPECTION, Costs.USERINFO, Costs.SIGN_IN, Costs.SINGLE_SIGN_ON, Costs.CLIENT_CREDENTIALS);

    private final Options options;
    private final Program program;
    private final OwnPostgres largeDatabase;
    private final OwnPostgres smallDatabase;

    private Scale(Options options, Program program, OwnPostgres postgres) throws Exception {
        this.options = options;
        this.program = program;
        this.largeDatabase = postgres.another("large");
        this.smallDatabase = postgres.another("small");
    }

    static void report(Options options, Program program, Database database) throws Exception {
        if (!(database instanceof OwnPostgres postgres)) {
            throw new IllegalArgumentException("--scale needs --postgres: it makes two databases");
        }
        Scale scale = new Scale(options, program, postgres);
        scale.fill(scale.smallDatabase, Size.SMALL);
        scale.fill(scale.largeDatabase, Size.LARGE);
        double before = scale.compare();
        scale.sweep(before);
    }

    private int port() {
        return options.number("port", 18080);
    }

    /** The program makes the schema and the realm, SQL the rows. */
    private void fill(OwnPostgres database, Size size) throws Exception {
        Server.start(program, database, port(), options.people()).close();
        long began = System.nanoTime();
        database.file(Path.of("bench/scale.sql"), size.variables());
        settle(database);
        System.err.printf("%,d people and %,d refresh tokens after %d s%n", size.people, size.tokens, (System.nanoTime() - began) / 1_000_000_000);
    }

    /** What PostgreSQL would do by itself some time, and spoil a row with. */
    private static void settle(OwnPostgres database) throws Exception {
        database.ask("vacuum (analyze)");
        database.ask("checkpoint");
    }

    /** Person k of the crowd is the one of grant k times a stride, with the newest token of that. */
    private Crowd crowd(Server server, Size size) {
        List<Person> people = new ArrayList<>();
        for (long k = 0; k < CROWD; k++) {
            long grant = k * STRIDE % size.grants();
            people.add(new Person(
                    server.issuer,
                    "user" + grant * 7919 % size.people,
                    "client" + grant % size.clients,
                    "bench-refresh-%029d".formatted(grant + 4L * size.grants())));
        }
        return new Crowd(people);
    }

    /** @return the 99th percentile of a refresh on the large database, in milliseconds */
    private double compare() throws Exception {
        double refresh = 0;
        try (Server small = Server.start(program, smallDatabase, port(), options.people());
                Server large = Server.start(program, largeDatabase, port() + 1, options.people())) {
            Crowd few = warm(small, Size.SMALL);
            Crowd many = warm(large, Size.LARGE);
            System.out.printf("%n## %,d people, %,d refresh tokens, %,d clients%n%nBeside %,d people and %,d refresh tokens, in turns.%n%n",
                    Size.LARGE.people, Size.LARGE.tokens, Size.LARGE.clients, Size.SMALL.people, Size.SMALL.tokens);
            System.out.println("| operation | CPU, µs, few | many | difference | p50, few | many | p99, few | many |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
            for (Costs.Row row : ROWS) {
                if (row.name().contains(options.text("only", ""))) {
                    Load.Result first = run(small, few, row);
                    Load.Result second = better(run(large, many, row), run(large, many, row));
                    first = better(first, run(small, few, row));
                    System.out.println(line(row, first, second));
                    refresh = row == Costs.REFRESH ? Costs.millis(second.p99()) : refresh;
                }
            }
        }
        return refresh;
    }

    /** Everybody gets a first access token; some sign in. */
    private Crowd warm(Server server, Size size) throws Exception {
        Crowd crowd = crowd(server, size);
        Load load = new Load(server);
        load.times(crowd, options.people(), Person::signIn, 200);
        load.times(crowd, options.people(), Person::refresh, 2_000);
        Costs.warm(options, load, crowd.those(person -> person.signedIn() && person.hasAccessToken()));
        return crowd;
    }

    private Load.Result run(Server server, Crowd crowd, Costs.Row row) throws Exception {
        Crowd able = row == Costs.SINGLE_SIGN_ON
                ? crowd.those(Person::signedIn)
                : row == Costs.INTROSPECTION || row == Costs.USERINFO ? crowd.those(Person::hasAccessToken) : crowd;
        return new Load(server).run(able, options.people(), row.operation(), options.warmUp(), options.counted()).clean();
    }

    /** Of two, that which others on the machine disturbed less. */
    private static Load.Result better(Load.Result one, Load.Result other) {
        return one.cpu() <= other.cpu() ? one : other;
    }

    private static String line(Costs.Row row, Load.Result few, Load.Result many) {
        return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %+.0f %% | %.1f ms | %.1f ms | %.1f ms | %.1f ms |", row.name(), few.cpu(), many.cpu(),
                100 * (many.cpu() / few.cpu() - 1), Costs.millis(few.median()), Costs.millis(many.median()),
                Costs.millis(few.p99()), Costs.millis(many.p99()));
    }

    /** Refreshes while a sweep runs: the first comes a minute after the start of the program. */
    private void sweep(double before) throws Exception {
        largeDatabase.file(Path.of("bench/expired.sql"), "people=" + Size.LARGE.people, "clients=" + Size.LARGE.clients, "tokens=" + EXPIRED);
        settle(largeDatabase);
        try (Server server = Server.start(program, largeDatabase, port(), options.people())) {
            Crowd crowd = crowd(server, Size.LARGE);
            Load load = new Load(server);
            // a session of the last round signs on again: its tokens were used
            load.times(crowd, options.people(), Person::signIn, 100);
            Crowd people = crowd.those(Person::signedIn);
            load.until(people, options.people(), Person::refresh, () -> server.age().toSeconds() > 58);
            // the oldest goes first
            String oldest = "select exists (select from refresh_tokens where hash = sha256('bench-expired-" + (EXPIRED - 1) + "'))";
            await(() -> largeDatabase.ask(oldest).equals("f"));
            long began = System.nanoTime();
            Load.Result during = during(load, people, "select exists (select from grants where expires_at < now() - interval '1 day')"
                    + " or exists (select from refresh_tokens where expires_at < now() - interval '1 day')");
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(Locale.ROOT, "%n%,d expired refresh tokens and their %,d grants were swept in %.0f s. Refreshes meanwhile: %d, p50 %.1f ms, "
                            + "p99 %.1f ms, longest %.0f ms; p99 without a sweep: %.1f ms.%n",
                    EXPIRED, EXPIRED / 5, seconds, during.count(), Costs.millis(during.median()), Costs.millis(during.p99()),
                    Costs.millis(during.longest()), before);
        }
    }

    private interface Question {
        boolean answer() throws Exception;
    }

    private static void await(Question question) throws Exception {
        while (!question.answer()) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private Load.Result during(Load load, Crowd crowd, String waiting) throws Exception {
        var over = new java.util.concurrent.atomic.AtomicBoolean();
        Thread watch = Thread.ofPlatform().start(() -> {
            try {
                await(() -> largeDatabase.ask(waiting).equals("f"));
            } catch (Exception e) {
                System.err.println(e);
            }
            over.set(true);
        });
        Load.Result result = load.until(crowd, options.people(), Person::refresh, over::get).clean();
        watch.join();
        return result;
    }
}
