package dev.limen.ciba;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Runs what nobody waits for, and what may take long, outside of requests and their transactions. */
@Singleton
class Errands {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    void run(Runnable errand) {
        Thread.ofVirtual().name("limen-errand").start(() -> {
            try {
                errand.run();
            } catch (RuntimeException e) {
                LOG.error("An errand failed", e);
            }
        });
    }
}
