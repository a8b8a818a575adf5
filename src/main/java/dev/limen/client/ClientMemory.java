package dev.limen.client;

import dev.limen.storage.NodeListener;
import dev.limen.storage.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Cache;

/**
 * Clients in memory, as every request names one: Hibernate's second-level cache. On the node that changes one it is gone at
 * the commit, elsewhere as soon as the change is heard, and within {@link #LONGEST} where it is not: so long may another node
 * go on with what a client was before.
 */
@ApplicationScoped
public class ClientMemory implements NodeListener {

    static final Duration LONGEST = Duration.ofSeconds(2);

    private final Cache cache;
    private final Notifications notifications;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicLong emptied = new AtomicLong(System.nanoTime());

    ClientMemory(EntityManagerFactory database, Notifications notifications) {
        this.cache = database.getCache().unwrap(Cache.class);
        this.notifications = notifications;
    }

    /** Another number once anything that was known of a client may not hold any more: for what is kept beside it. */
    public int generation() {
        return generation.get();
    }

    /** To be called before a client is looked up, or what leads to one. */
    public void forgetWhatIsOld() {
        long since = emptied.get();
        long now = System.nanoTime();
        if (now - since > LONGEST.toNanos() && emptied.compareAndSet(since, now)) {
            forget();
        }
    }

    /** Clients were changed past Hibernate, and that is committed. */
    public void changedBeside() {
        forget();
        notifications.notify(Clients.CHANNEL, "");
    }

    private void forget() {
        generation.incrementAndGet();
        cache.evictEntityData(Client.class);
        cache.evictNaturalIdData(Client.class);
    }

    @Override
    public String channel() {
        return Clients.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        forget();
    }

    @Override
    public void mayHaveMissed() {
        forget();
    }
}
