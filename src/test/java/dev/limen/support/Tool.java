package dev.limen.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine, which a test needs and the build does not. */
public final class Tool {

    private static final List<Path> BESIDE = List.of(Path.of("/usr/sbin"), Path.of("/sbin"));

    private final Path executable;

    /** How it ended, and all that it said. */
    public record Ended(int code, String output) {}

    private Tool(Path executable) {
        this.executable = executable;
    }

    /** The program of this name; skips the test, and says so, where there is none. */
    public static Tool require(String name, String debianPackage) {
        Optional<Path> found = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        BESIDE.stream())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println("Skipped: no " + name + " on the PATH (Debian's package " + debianPackage + " has it)");
        }
        Assumptions.assumeTrue(found.isPresent(), "no " + name + " on the PATH");
        return new Tool(found.orElseThrow());
    }

    public Path executable() {
        return executable;
    }

    /** Runs it with these arguments to its end. */
    public Ended run(Object... arguments) {
        try {
            Process process = new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(executable + " does not end: " + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command line for these arguments. */
    public List<String> command(Object... arguments) {
        return Stream.concat(
                        Stream.of(executable.toString()),
                        Arrays.stream(arguments).map(String::valueOf))
                .toList();
    }
}
