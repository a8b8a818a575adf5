package dev.limen.issuance;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Watches how long access tokens are. They travel in a header of every request, and proxies and servers have limits on
 * those, often 8 KiB for all of them; whoever meets such a limit meets it at one person with many roles, and not in a test.
 */
@ApplicationScoped
class AccessTokenSizes {

    private static final Logger LOG = Logger.getLogger(AccessTokenSizes.class);

    private static final int LARGE = 2048;

    /** A log that says the same for every token says nothing: once for each client, and not for more than these. */
    private static final int MOST_CLIENTS = 1000;

    private final DistributionSummary sizes;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    AccessTokenSizes(MeterRegistry meters) {
        sizes = DistributionSummary.builder("limen.access.token")
                .baseUnit("bytes")
                .description("Length of access tokens")
                .serviceLevelObjectives(LARGE)
                .register(meters);
    }

    void record(String token, String clientId) {
        sizes.record(token.length());
        if (token.length() > LARGE && warned.size() < MOST_CLIENTS && warned.add(clientId)) {
            LOG.warnf(
                    "An access token of the client %s has %d bytes, more than %d: servers may refuse such a header."
                            + " The metric limen_access_token_bytes goes on counting",
                    clientId, token.length(), LARGE);
        }
    }
}
