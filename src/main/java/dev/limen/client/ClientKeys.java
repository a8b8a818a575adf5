package dev.limen.client;

import dev.limen.json.StrictJson;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The public keys of others: those of clients in their registration, and those that are published at a {@code jwks_uri}. What was
 * loaded is kept in memory by the rules of HTTP within bounds; public keys are all that is kept.
 */
@ApplicationScoped
public class ClientKeys {

    private static final Logger LOG = Logger.getLogger(ClientKeys.class);

    private static final String TYPES = "application/jwk-set+json, application/json";
    private static final int MAX_ADDRESSES = 10_000;

    private static final Map<String, Object> NO_KEYS = Map.of("keys", List.of());

    private final Outbound outbound;
    private final StrictJson json;
    private final Clock clock;
    private final SharedLoads<URI> loads = new SharedLoads<>();
    private final Map<URI, PublishedKeys> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, PublishedKeys> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    ClientKeys(Outbound outbound, StrictJson json, Clock clock) {
        this.outbound = outbound;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The client's JWK Set (RFC 7517, section 5), as it came; one without keys if there is none that may be used.
     *
     * <p>Call it in what {@link ClientRequests} runs: where the keys have to be loaded first, this breaks off and all of it is
     * run again.
     *
     * @param wanted a key that is looked for: if there is none, the keys are loaded again, at most once a minute
     */
    public Map<String, Object> of(Client client, Predicate<Map<?, ?>> wanted) {
        return client.metadata.jwksUri().map(uri -> at(URI.create(uri), wanted)).orElseGet(() -> client.metadata
                .jwks()
                .orElse(NO_KEYS));
    }

    /** As {@link #of}, the keys that anyone publishes at an address. */
    public Map<String, Object> at(URI uri, Predicate<Map<?, ?>> wanted) {
        PublishedKeys keys = known(uri);
        Instant now = clock.instant();
        if (keys.shouldLoad(wanted, now)) {
            throw new KeysNeededException(uri, wanted);
        }
        return keys.usable(now).orElse(NO_KEYS);
    }

    /** Loads what was needed, unless another request has done so since. Many that need it at one time cause one load. */
    void load(KeysNeededException needed) {
        loads.once(needed.uri(), () -> {
            if (known(needed.uri()).shouldLoad(needed.wanted(), clock.instant())) {
                remember(needed.uri(), loaded(needed.uri()));
            }
        });
    }

    private PublishedKeys loaded(URI uri) {
        try {
            OutboundAnswer answer = outbound.send(OutboundRequest.get(uri, TYPES, StrictJson.MAX_LENGTH));
            Optional<Map<String, Object>> set = keySet(answer);
            Instant now = clock.instant();
            if (set.isPresent()) {
                return PublishedKeys.loaded(set.get(), Freshness.of(answer, now), now);
            }
            LOG.warnf("%s answered with status %d and no JWK Set at a jwks_uri", uri.getHost(), answer.status());
        } catch (OutboundException e) {
            LOG.warnf("The keys at a jwks_uri cannot be loaded: %s", e.getMessage());
        }
        return known(uri).failed(clock.instant());
    }

    private Optional<Map<String, Object>> keySet(OutboundAnswer answer) {
        return answer.status() == 200
                ? json.read(new String(answer.body(), StandardCharsets.UTF_8))
                        .filter(set -> set.get("keys") instanceof List<?>)
                : Optional.empty();
    }

    private PublishedKeys known(URI uri) {
        synchronized (known) {
            return known.getOrDefault(uri, PublishedKeys.UNKNOWN);
        }
    }

    private void remember(URI uri, PublishedKeys keys) {
        synchronized (known) {
            known.put(uri, keys);
        }
    }
}
