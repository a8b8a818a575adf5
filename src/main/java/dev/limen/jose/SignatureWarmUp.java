package dev.limen.jose;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Loads the {@link SignatureLibrary} beside the start, which does not wait for it. */
@Singleton
final class SignatureWarmUp {

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("signature-library").start(SignatureLibrary::available);
    }
}
