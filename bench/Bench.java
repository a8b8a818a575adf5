import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures what an operation costs: CPU time of the program and its database, as a multiple of one RSA-2048 signature that
 * OpenSSL makes on the same machine before and after. See README.md.
 */
final class Bench {

    /** What is measured, and the budget on a JVM and in a native executable. */
    private record Row(String name, Load.Operation operation, double jvm, double executable) {}

    private static final List<Row> ROWS = List.of(
            new Row("client credentials, RS256", person -> person.clientCredentials("bench"), 1.4, 1.8),
            new Row("client credentials, ES256", person -> person.clientCredentials("bench-es"), 0.35, 0.6),
            new Row("refresh with rotation", Person::refresh, 3.0, 3.8),
            new Row("single sign-on: authorize, code, token", Person::singleSignOn, 4.0, 5.0),
            new Row("introspection", Person::introspect, 0.4, 0.6),
            new Row("userinfo", Person::userinfo, 0.4, 0.6),
            new Row("JWKS", person -> person.read("/jwks"), 0.1, 0.12),
            new Row("discovery", person -> person.read("/.well-known/openid-configuration"), 0.1, 0.12),
            new Row("sign-in with password", Person::signIn, Double.NaN, Double.NaN));

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        boolean executable = options.containsKey("native");
        Duration warmUp = Duration.ofSeconds(Long.parseLong(options.getOrDefault("warm-up", "10")));
        Duration counted = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "20")));
        int people = Integer.parseInt(options.getOrDefault("people", "8"));
        String only = options.getOrDefault("only", "");
        double before = signature();
        try (Server server = new Server(command(options), Integer.parseInt(options.getOrDefault("port", "18080")),
                Path.of(options.getOrDefault("realm", "bench/realm.yaml")))) {
            System.out.printf("first answer after %d ms, %d MiB resident%n%n", server.firstAnswer.toMillis(), server.memory());
            List<Person> everybody = IntStream.range(0, people).mapToObj(i -> new Person(server.issuer, i)).toList();
            for (Person person : everybody) {
                person.signIn();
            }
            Load load = new Load(server, everybody);
            List<String> lines = new ArrayList<>();
            for (Row row : ROWS) {
                if (row.name().contains(only)) {
                    lines.add(line(row, load.run(row.operation(), warmUp, counted), before, executable));
                    System.err.println(lines.getLast());
                }
            }
            print(lines, before, signature(), server.memory());
        }
    }

    private static String line(Row row, Load.Result result, double signature, boolean executable) {
        double budget = executable ? row.executable() : row.jvm();
        return "| %s | %.0f | %.2f | %s | %.1f ms | %.1f ms | %d |".formatted(
                row.name(), result.cpu(), result.cpu() / signature, Double.isNaN(budget) ? "the hash" : budget,
                result.median().toNanos() / 1e6, result.p99().toNanos() / 1e6, result.count());
    }

    private static void print(List<String> lines, double before, double after, long memory) {
        System.out.println("| operation | CPU, µs | in signatures | budget | p50 | p99 | counted |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        lines.forEach(System.out::println);
        System.out.printf("%none RSA-2048 signature of OpenSSL: %.0f µs before, %.0f µs after; %d MiB resident at the end%n",
                before, after, memory);
        if (Math.abs(before - after) > before / 10) {
            System.out.println("The machine changed its speed meanwhile: measure again.");
        }
    }

    /** Microseconds of CPU time. */
    private static double signature() throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder("openssl", "speed", "-seconds", "3", "-mr", "rsa2048")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> answer = new String(openssl.getInputStream().readAllBytes()).lines().toList();
        openssl.waitFor();
        // +F2:2:2048:a signature:a verification; in seconds, or for newer ones how many in a second
        return answer.stream()
                .filter(line -> line.startsWith("+F2:"))
                .mapToDouble(line -> Double.parseDouble(line.split(":")[3]))
                .map(figure -> figure < 1 ? figure * 1e6 : 1e6 / figure)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("openssl speed said nothing"));
    }

    private static List<String> command(Map<String, String> options) throws IOException {
        if (!options.containsKey("native")) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(java, "-jar", options.getOrDefault("jar", "target/quarkus-app/quarkus-run.jar"));
        }
        String named = options.get("native");
        if (!named.isEmpty()) {
            return List.of(named);
        }
        try (var files = Files.list(Path.of("target"))) {
            return List.of(files.map(Path::toString).filter(name -> name.endsWith("-runner")).findFirst().orElseThrow(
                    () -> new IllegalStateException("no target/*-runner: build it first")));
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            options.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return options;
    }
}
