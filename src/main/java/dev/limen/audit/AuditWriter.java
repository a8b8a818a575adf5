package dev.limen.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries rows from the requests to the table: a bounded queue, and one thread that writes what has gathered. When the
 * database is away the rows wait; when the queue is full, too, a request waits a moment for a place, and then the row is
 * given up, counted, and left to the log alone.
 */
@Singleton
final class AuditWriter {

    private static final Logger LOG = Logger.getLogger(AuditWriter.class);

    static final int CAPACITY = 10_000;
    private static final int BATCH = 500;
    private static final Duration PLACE = Duration.ofMillis(100);
    private static final Duration GATHER = Duration.ofMillis(100);
    /** What comes within this time after a row is written with it: one statement, one commit. */
    private static final Duration LINGER = Duration.ofMillis(20);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final BlockingQueue<AuditRow> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("limen-audit").unstarted(this::run);
    private final AuditTable table;
    private final Counter dropped;
    private final Counter failed;

    AuditWriter(AuditTable table, MeterRegistry meters) {
        this.table = table;
        this.dropped = Counter.builder("limen.audit.dropped")
                .description("Audit events that are in the log alone, as the queue was full")
                .register(meters);
        this.failed = Counter.builder("limen.audit.write.failures")
                .description("Writes of audit events that the database refused; they are tried again")
                .register(meters);
        Gauge.builder("limen.audit.queue", queue, BlockingQueue::size)
                .description("Audit events that wait to be written")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** What happened before the stop is written, unless the database is away. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.join(FLUSH);
        if (!queue.isEmpty()) {
            LOG.warnf("%d audit events are in the log alone", queue.size());
        }
    }

    void add(AuditRow row) {
        if (!queue.offer(row) && !offered(row)) {
            dropped.increment();
        }
    }

    private boolean offered(AuditRow row) {
        try {
            return queue.offer(row, PLACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!stopping() || !queue.isEmpty()) {
                write(gathered());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<AuditRow> gathered() throws InterruptedException {
        List<AuditRow> batch = new ArrayList<>();
        AuditRow first = queue.poll(GATHER.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            stop.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
            queue.drainTo(batch, BATCH - 1);
        }
        return batch;
    }

    private void write(List<AuditRow> batch) throws InterruptedException {
        boolean written = batch.isEmpty() || wrote(batch);
        while (!written) {
            if (stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                written = wrote(batch);
                dropped.increment(written ? 0 : batch.size());
                return;
            }
            written = wrote(batch);
        }
    }

    /** Whether the rows need no further try. */
    private boolean wrote(List<AuditRow> batch) {
        try {
            table.insert(batch);
            return true;
        } catch (SQLException e) {
            failed.increment();
            if (unacceptable(e)) {
                return apart(batch);
            }
            LOG.warnf("%d audit events cannot be written yet: %s", batch.size(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.errorf(e, "%d audit events are in the log alone", batch.size());
            dropped.increment(batch.size());
            return true;
        }
    }

    /** One row that the table will never accept must not hold up those behind it. */
    private boolean apart(List<AuditRow> batch) {
        if (batch.size() == 1) {
            LOG.errorf(
                    "an audit event of type %s is in the log alone",
                    batch.getFirst().entry().type());
            dropped.increment();
            return true;
        }
        batch.forEach(row -> wrote(List.of(row)));
        return true;
    }

    /** SQLSTATE classes 22 and 23: the data, not the database, is at fault. */
    private static boolean unacceptable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}
