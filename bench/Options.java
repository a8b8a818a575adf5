import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked for on the command line, see README.md. */
record Options(Map<String, String> given) {

    private static final Set<String> SECTIONS = Set.of("costs", "start", "memory", "connections", "scale");
    private static final Set<String> OTHERS = Set.of(
            "all", "jar", "native", "java-options", "postgres", "postgres-port", "database", "user", "password", "pgdata", "people",
            "first-warm-up", "warm-up", "seconds", "only", "port", "starts");

    static Options of(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!SECTIONS.contains(parts[0]) && !OTHERS.contains(parts[0])) {
                throw new IllegalArgumentException("no such option: " + argument);
            }
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return new Options(given);
    }

    /** Whether a part of the report is wanted; the costs are where nothing else is. */
    boolean wants(String section) {
        return has(section) || has("all") || section.equals("costs") && SECTIONS.stream().noneMatch(given::containsKey);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name, String otherwise) {
        String value = given.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    List<Integer> numbers(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",")).map(Integer::valueOf).toList();
    }

    boolean executable() {
        return has("native");
    }

    int people() {
        return number("people", 8);
    }

    /** Before the first row: a compiler at run time has a lot to learn. */
    Duration firstWarmUp() {
        return Duration.ofSeconds(number("first-warm-up", executable() ? 5 : 40));
    }

    Duration warmUp() {
        return Duration.ofSeconds(number("warm-up", executable() ? 3 : 10));
    }

    Duration counted() {
        return Duration.ofSeconds(number("seconds", 20));
    }
}
