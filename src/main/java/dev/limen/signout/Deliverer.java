package dev.limen.signout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.storage.NodeListener;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sees to it that notices are delivered: woken by every commit that adds some, on whichever node, and looking by itself each
 * second for what is due again. Clients are told side by side, and none has more than a few calls at a time, so that a slow
 * one costs the others nothing.
 */
@Singleton
final class Deliverer implements NodeListener {

    private static final Logger LOG = Logger.getLogger(Deliverer.class);

    /** Behind those that make the keys and the realm. */
    private static final int LATE = 5000;

    private static final int CALLS = 24;
    private static final int CALLS_PER_CLIENT = 3;

    /** Longer than any call, with the keys that may have to be loaded before it. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(6);

    private final Semaphore calls = new Semaphore(CALLS);
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<UUID, Integer> underWay = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("limen-logout").unstarted(this::run);
    private final Notices notices;
    private final Delivery delivery;
    private final boolean serves;
    private boolean failing;

    Deliverer(Notices notices, Delivery delivery, Features features, @CommandLineArguments String[] arguments) {
        this.notices = notices;
        this.delivery = delivery;
        this.serves = arguments.length == 0 && features.enabled(Feature.BACKCHANNEL_LOGOUT);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (serves) {
            thread.start();
        }
    }

    /** What is under way is finished; the rest waits in the database. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        wake.release();
        if (serves) {
            thread.join(END);
            calls.tryAcquire(CALLS, END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public String channel() {
        return Notices.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        wake.release();
    }

    @Override
    public void mayHaveMissed() {
        wake.release();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            boolean more = true;
            while (more && stop.getCount() > 0) {
                more = begin();
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("Clients cannot be told of ended sessions for now: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** Whether there may be more to begin. */
    private boolean begin() {
        int places = calls.availablePermits();
        if (places == 0) {
            return false; // whoever ends, wakes us
        }
        List<Notice> claimed = notices.claim(clientsUnderWay(), places, CALLS_PER_CLIENT, LEASE);
        claimed.forEach(this::begin);
        return !claimed.isEmpty();
    }

    private void begin(Notice notice) {
        calls.acquireUninterruptibly();
        synchronized (underWay) {
            underWay.merge(notice.clientId(), 1, Integer::sum);
        }
        Thread.ofVirtual().name("limen-logout-call").start(() -> deliver(notice));
    }

    private void deliver(Notice notice) {
        try {
            delivery.deliver(notice);
        } catch (RuntimeException e) {
            // it is due again when its lease is over
            LOG.warnf(e, "A client could not be told of the end of a session");
        } finally {
            synchronized (underWay) {
                underWay.computeIfPresent(notice.clientId(), (client, count) -> count == 1 ? null : count - 1);
            }
            calls.release();
            wake.release();
        }
    }

    private List<UUID> clientsUnderWay() {
        synchronized (underWay) {
            return List.copyOf(underWay.keySet());
        }
    }
}
