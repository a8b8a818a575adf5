package dev.limen.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one of the server's programs to its end. */
record ServerCommand(Path bin, ServerAccount account) {

    /** How a program ended: its exit code, and all that it said. */
    record Result(int exitCode, String output) {
        boolean failed() {
            return exitCode != 0;
        }

        Result orThrow(String what) {
            if (failed()) {
                throw new StorageException(what + " failed (exit code " + exitCode + "): " + output.strip());
            }
            return this;
        }
    }

    Result run(String program, String... arguments) {
        return run(Optional.empty(), program, arguments);
    }

    Result runWithInput(String input, String program, String... arguments) {
        return run(Optional.of(input), program, arguments);
    }

    private Result run(Optional<String> input, String program, String... arguments) {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Process process = builder(command).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.orElse("").getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new StorageException("The embedded PostgreSQL cannot run " + command.getFirst() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while " + program + " of the embedded PostgreSQL ran", e);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // variables like PGDATA, PGPORT or LC_ALL of the caller must not steer the server, and it needs no secrets
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder.directory(bin.toFile());
    }
}
