import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is measured: the jar on this JDK, or the executable. */
record Program(String name, List<String> command) {

    static Program of(Options options) throws IOException {
        return options.executable() ? executable(options.text("native", "")) : jar(options);
    }

    private static Program jar(Options options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        Arrays.stream(options.text("java-options", "").split(" ")).filter(option -> !option.isBlank()).forEach(command::add);
        command.addAll(List.of("-jar", options.text("jar", "target/quarkus-app/quarkus-run.jar")));
        return new Program("jar on Java " + Runtime.version(), command);
    }

    private static Program executable(String named) throws IOException {
        if (!named.isEmpty()) {
            return new Program("executable", List.of(Path.of(named).toAbsolutePath().toString()));
        }
        try (var files = Files.list(Path.of("target"))) {
            Path found = files.filter(path -> path.toString().endsWith("-runner")).findFirst().orElseThrow(
                    () -> new IllegalStateException("no target/*-runner: build it first"));
            return executable(found.toString());
        }
    }
}
