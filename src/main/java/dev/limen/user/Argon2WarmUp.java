package dev.limen.user;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Loads the {@link Argon2Library} beside the start, which does not wait for it. */
@Singleton
final class Argon2WarmUp {

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("argon2-library").start(Argon2Library::available);
    }
}
