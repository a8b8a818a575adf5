package dev.limen.key;

import dev.limen.config.Command;
import dev.limen.jose.SigningAlgorithm;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out {@link Command.RotateKeys} inside the start, and ends the program. */
@Singleton
class KeyCommand {

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private final Keys keys;
    private final KeyRotation rotation;
    private final EncryptionKeys encryption;
    private final Clock clock;
    private final List<String> arguments;

    KeyCommand(
            Keys keys,
            KeyRotation rotation,
            EncryptionKeys encryption,
            Clock clock,
            @CommandLineArguments String[] arguments) {
        this.keys = keys;
        this.rotation = rotation;
        this.encryption = encryption;
        this.clock = clock;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (Command.of(arguments).orElse(null) instanceof Command.RotateKeys command) {
            System.out.println(carryOut(command));
            Quarkus.asyncExit(0);
        }
    }

    /**
     * Rotates, and tells what came of it.
     *
     * @throws ConfigurationException for an algorithm that is not configured; it ends a start with its message alone
     */
    String carryOut(Command.RotateKeys command) {
        List<SigningAlgorithm> algorithms = command.algorithms().isEmpty()
                ? keys.algorithms()
                : command.algorithms().stream().map(this::configured).distinct().toList();
        if (command.now()) {
            rotation.replace(algorithms);
        } else {
            rotation.rotate(algorithms);
        }
        Stream<String> signing = algorithms.stream().map(this::report);
        if (!command.algorithms().isEmpty()) {
            return signing.collect(Collectors.joining("\n"));
        }
        encryption.replace(command.now() ? Duration.ZERO : StoredEncryptionKeys.KEPT);
        return Stream.concat(signing, encryption.published().stream().map(KeyCommand::encryptionReport))
                .collect(Collectors.joining("\n"));
    }

    private static String encryptionReport(Map<String, Object> jwk) {
        return "encryption, " + jwk.get("kty") + ": " + jwk.get("kid") + " is published";
    }

    private SigningAlgorithm configured(String name) {
        return SigningAlgorithm.of(name)
                .filter(keys.algorithms()::contains)
                .orElseThrow(() -> new ConfigurationException("There are no keys for " + name + "; there are for "
                        + keys.algorithms().stream().map(SigningAlgorithm::wire).collect(Collectors.joining(", "))));
    }

    private String report(SigningAlgorithm algorithm) {
        KeyLife latest = keys.known().lives().stream()
                .filter(life -> life.algorithm() == algorithm && !life.is(KeyState.RETIRING))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return algorithm.wire() + ": " + latest.kid()
                + (latest.due(clock.instant())
                        ? " signs"
                        : " is published, and signs from " + latest.activatesAt() + " on");
    }
}
