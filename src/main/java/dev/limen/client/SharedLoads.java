package dev.limen.client;

import dev.limen.outbound.Outbound;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Loads from other hosts, each made once for all that need it at one time; who needs it meanwhile waits for it.
 *
 * @param <K> what is loaded
 */
final class SharedLoads<K> {

    private static final Logger LOG = Logger.getLogger(SharedLoads.class);

    /** Workers that wait for a load which another one makes. */
    private static final int MAX_WAITING = 64;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final ConcurrentMap<K, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /** Makes this load, or waits until the one that is under way has ended, if there is room to wait. */
    void once(K what, Runnable load) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = running.putIfAbsent(what, mine);
        if (other != null) {
            await(other);
            return;
        }
        try {
            load.run();
        } finally {
            running.remove(what, mine);
            mine.complete(null);
        }
    }

    private void await(CompletableFuture<Void> other) {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            other.get(Outbound.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("No longer waiting for what another request loads");
        } finally {
            waiting.release();
        }
    }
}
