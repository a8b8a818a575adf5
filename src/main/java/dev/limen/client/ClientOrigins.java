package dev.limen.client;

import dev.limen.storage.NodeListener;
import dev.limen.web.AllowedOrigins;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The web origins of the registered clients: those of their redirection URIs. Scripts there may read answers of the
 * token and userinfo endpoints; no cookie goes along, so an origin gains nothing that its own credentials do not give.
 */
@ApplicationScoped
class ClientOrigins implements AllowedOrigins, NodeListener {

    /**
     * How long a change of a registration that is not heard may take to show; nothing is granted by it that the client did
     * not have.
     */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(Set.of(), Instant.MIN));

    private record Known(Set<String> origins, Instant readAt) {

        /** A clock that was set back makes it old. */
        boolean isFresh(Instant now) {
            return !readAt.isBefore(now.minus(FRESH)) && !readAt.isAfter(now.plus(FRESH));
        }
    }

    ClientOrigins(Clock clock) {
        this.clock = clock;
    }

    /** What is refused on the event loop, for lack of a thread, makes do with what is known. */
    @Override
    public boolean allows(String origin) {
        Known current = known.get();
        Instant now = clock.instant();
        if (!current.isFresh(now) && BlockingOperationControl.isBlockingAllowed()) {
            Known read = new Known(read(current.origins()), now);
            // what was read before a change that was heard meanwhile is not kept
            known.compareAndSet(current, read);
            current = read;
        }
        return current.origins().contains(origin);
    }

    @Override
    public String channel() {
        return Clients.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        mayHaveMissed();
    }

    @Override
    public void mayHaveMissed() {
        known.updateAndGet(before -> new Known(before.origins(), Instant.MIN));
    }

    /** While the database is away, an answer that says so keeps the headers that let a script read it. */
    private static Set<String> read(Set<String> before) {
        try {
            return read();
        } catch (PersistenceException e) {
            return before;
        }
    }

    private static Set<String> read() {
        return Client.enabledRedirectUris().stream()
                .filter(uri -> uri.startsWith("https:") || uri.startsWith("http:"))
                .map(ClientOrigins::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** RFC 6454, section 6.2. */
    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        boolean usual = uri.getPort() == -1 || uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
    }
}
