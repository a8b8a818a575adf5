package dev.limen.storage;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postgresql.PGNotification;

/**
 * Listens for the notifications of all nodes, on a thread and a connection of its own: PostgreSQL's LISTEN belongs to one
 * session. A start does not wait for it. A connection that is lost is made anew, and then everybody is told that they may
 * have missed something; the same at the beginning. A program that carries out a command does not listen.
 */
@Singleton
final class Listening {

    private static final Logger LOG = Logger.getLogger(Listening.class);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(1);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("limen-listening").unstarted(this::run);
    private final AgroalConnectionFactoryConfiguration settings;
    private final Map<String, List<NodeListener>> listeners;
    private final boolean serves;
    private volatile ListeningConnection connection;
    private Duration pause = FIRST_PAUSE;
    private boolean lost;

    Listening(
            AgroalDataSource database,
            @All List<NodeListener> listeners,
            MeterRegistry meters,
            @CommandLineArguments String[] arguments) {
        this.settings =
                database.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        this.listeners = listeners.stream()
                .collect(Collectors.groupingBy(listener -> Notifications.inDatabase(listener.channel())));
        this.serves = arguments.length == 0;
        Gauge.builder("limen.notifications.connected", this, listening -> listening.connection == null ? 0 : 1)
                .description("1 while changes of other nodes are heard at once, 0 while they are only looked up")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        if (serves) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        ListeningConnection current = connection;
        if (current != null) {
            current.abort();
        }
        if (serves) {
            thread.join(END);
        }
    }

    private void run() {
        try {
            while (!stopping()) {
                listenUntilLost();
                if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilLost() {
        try (ListeningConnection opened = ListeningConnection.open(settings, listeners.keySet())) {
            connection = opened;
            connected();
            while (!stopping()) {
                opened.await(SILENCE).forEach(this::dispatch);
            }
        } catch (SQLException | RuntimeException e) {
            lost(e);
        } finally {
            connection = null;
        }
    }

    private void connected() {
        pause = FIRST_PAUSE;
        if (lost) {
            LOG.info("Changes of other nodes are heard at once again");
        }
        lost = false;
        listeners.values().forEach(each -> tell(each, NodeListener::mayHaveMissed));
    }

    private void lost(Exception e) {
        if (!lost && !stopping()) {
            LOG.warnf("Changes of other nodes are not heard, and only looked up every few seconds: %s", e.getMessage());
        }
        lost = true;
    }

    private void dispatch(PGNotification notification) {
        tell(listeners.getOrDefault(notification.getName(), List.of()), l -> l.heard(notification.getParameter()));
    }

    private static void tell(List<NodeListener> listeners, Consumer<NodeListener> what) {
        for (NodeListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warnf(e, "What was heard on %s could not be followed", listener.channel());
            }
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}
