import java.util.List;
import java.util.Locale;

/** How the program bears many connections at a time: slower, not broken. */
final class Connections {

    private static final List<Costs.Row> ROWS =
            List.of(Costs.CLIENT_CREDENTIALS, Costs.INTROSPECTION, Costs.REFRESH, Costs.SINGLE_SIGN_ON);

    private Connections() {}

    static void report(Options options, Load load, Crowd crowd, int connections) throws Exception {
        System.out.printf("%n## %d connections%n%n", connections);
        System.out.println("| operation | p50 | p99 | p99 / p50 | longest | done | 503 with Retry-After | errors |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Costs.Row row : ROWS) {
            if (row.name().contains(options.text("only", ""))) {
                Load.Result result = load.run(crowd, connections, row.operation(), options.warmUp(), options.counted());
                System.out.printf(Locale.ROOT, "| %s | %.1f ms | %.1f ms | %.1f | %.0f ms | %d | %d | %d |%n", row.name(), Costs.millis(result.median()),
                        Costs.millis(result.p99()), Costs.millis(result.p99()) / Costs.millis(result.median()),
                        Costs.millis(result.longest()), result.count(), result.turnedAway(), result.errors());
                if (result.errors() > 0) {
                    System.out.println("  first error: " + result.firstError());
                }
            }
        }
    }
}
