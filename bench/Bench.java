import java.util.List;

/** Measures the program: what its operations cost, how it starts, what it holds, and how it bears many connections and rows. See README.md. */
final class Bench {

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Program program = Program.of(options);
        System.out.printf("%s, %d cores, %s%n", program.name(), Runtime.getRuntime().availableProcessors(), java.time.LocalDate.now());
        try (Database database = Database.of(options)) {
            if (options.wants("start")) {
                ColdStart.report(options, program, database);
            }
            if (options.wants("memory")) {
                try (Server server = Server.start(program, database, options.number("port", 18080), options.people())) {
                    Memory.report(options, server);
                }
            }
            if (options.wants("costs") || options.wants("connections")) {
                serve(options, program, database);
            }
            if (options.wants("scale")) {
                Scale.report(options, program, database);
            }
        }
    }

    /** Both with one start, as both want the program warm. */
    private static void serve(Options options, Program program, Database database) throws Exception {
        List<Integer> connections = options.wants("connections") ? options.numbers("connections", "64,512") : List.of();
        int people = Math.max(options.people(), connections.stream().mapToInt(Integer::intValue).max().orElse(0));
        try (Server server = Server.start(program, database, options.number("port", 18080), people)) {
            Crowd crowd = Crowd.ofRealm(server, people);
            Load load = new Load(server);
            load.each(crowd, Person::signIn);
            Costs.warm(options, load, crowd);
            if (options.wants("costs")) {
                Costs.report(options, server, load, crowd);
            }
            for (int each : connections) {
                Connections.report(options, load, crowd, each);
            }
        }
    }
}
