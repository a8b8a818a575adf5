import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an operation costs, as a multiple of a signature. */
final class Costs {

    /** What is measured, and the budget on a JVM and in a native executable; none where the hash is the measure. */
    record Row(String name, Load.Operation operation, double jvm, double executable) {}

    static final Row REFRESH = new Row("refresh with rotation", Person::refresh, 3.0, 3.8);
    static final Row SINGLE_SIGN_ON = new Row("single sign-on: authorize, code, token", Person::singleSignOn, 4.0, 5.0);
    static final Row INTROSPECTION = new Row("introspection", Person::introspect, 0.4, 0.6);
    static final Row USERINFO = new Row("userinfo", Person::userinfo, 0.4, 0.6);
    static final Row CLIENT_CREDENTIALS = new Row("client credentials, RS256", Person::clientCredentials, 1.4, 1.8);
    static final Row SIGN_IN = new Row("sign-in with password", Person::signIn, Double.NaN, Double.NaN);

    private static final List<Row> ROWS = List.of(
            CLIENT_CREDENTIALS,
            new Row("client credentials, ES256", person -> person.clientCredentials("bench-es"), 0.35, 0.6),
            REFRESH,
            SINGLE_SIGN_ON,
            INTROSPECTION,
            USERINFO,
            new Row("JWKS", person -> person.read("/jwks"), 0.1, 0.12),
            new Row("discovery", person -> person.read("/.well-known/openid-configuration"), 0.1, 0.12),
            SIGN_IN);

    private static final double HASH_BUDGET = 1.15;

    private Costs() {}

    /** A little of everything. */
    static void warm(Options options, Load load, Crowd crowd) throws Exception {
        Duration each = options.firstWarmUp().dividedBy(ROWS.size());
        for (Row row : ROWS) {
            load.run(crowd, options.people(), row.operation(), each, Duration.ofMillis(100)).clean();
        }
    }

    static void report(Options options, Server server, Load load, Crowd crowd) throws Exception {
        double before = Signature.measure();
        List<String> lines = new ArrayList<>();
        for (Row row : ROWS) {
            if (row.name().contains(options.text("only", ""))) {
                String budget = row == SIGN_IN ? hashBudget(server, load, crowd, before) : budget(row, options);
                Load.Result result =
                        load.run(crowd, options.people(), row.operation(), options.warmUp(), options.counted()).clean();
                lines.add(line(row, result, budget, before));
                System.err.println(lines.getLast());
            }
        }
        double after = Signature.measure();
        System.out.printf("%n## What an operation costs%n%n");
        System.out.println("| operation | CPU, µs | in signatures | budget | p50 | p99 | counted |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        lines.forEach(System.out::println);
        System.out.printf(Locale.ROOT, "%nOne RSA-2048 signature of OpenSSL: %.0f µs before, %.0f µs after; %d connections; %d MiB resident at the end.%n",
                before, after, options.people(), server.memory("VmRSS"));
        if (Math.abs(before - after) > before / 10) {
            System.out.println("The machine changed its speed meanwhile: measure again.");
        }
    }

    private static String line(Row row, Load.Result result, String budget, double signature) {
        return String.format(Locale.ROOT, "| %s | %.0f | %.2f | %s | %.1f ms | %.1f ms | %d |", row.name(), result.cpu(),
                result.cpu() / signature, budget, millis(result.median()), millis(result.p99()), result.count());
    }

    private static String budget(Row row, Options options) {
        return String.valueOf(options.executable() ? row.executable() : row.jvm());
    }

    /** A hash alone, as the program itself times it while one person signs in at a time. */
    private static String hashBudget(Server server, Load load, Crowd crowd, double signature) throws Exception {
        load.times(crowd, 1, Person::signIn, 20);
        double seconds = server.metric("limen_password_hash_seconds_sum");
        double count = server.metric("limen_password_hash_seconds_count");
        load.times(crowd, 1, Person::signIn, 100);
        double hash = (server.metric("limen_password_hash_seconds_sum") - seconds) * 1e6
                / (server.metric("limen_password_hash_seconds_count") - count);
        return String.format(Locale.ROOT, "%.2f (a hash of %.0f µs, times %.2f)", HASH_BUDGET * hash / signature, hash, HASH_BUDGET);
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
