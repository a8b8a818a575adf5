package dev.limen.discovery;

import dev.limen.config.Issuer;
import dev.limen.json.StrictJson;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.web.Prepared;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Collects the metadata. A contradiction between two contributors stops the start. Afterwards the metadata is collected
 * again every few seconds, as declared scopes may come and go on any node.
 */
@ApplicationScoped
class ProviderMetadata {

    private static final Logger LOG = Logger.getLogger(ProviderMetadata.class);

    private static final int LAST = 5000;

    private final Issuer issuer;
    private final List<MetadataContributor> contributors;
    private final MtlsAliases aliases;
    private final StrictJson json;
    private volatile Map<String, Object> members = Map.of();
    private volatile Prepared prepared;
    private volatile boolean stale;

    ProviderMetadata(Issuer issuer, @All List<MetadataContributor> contributors, MtlsAliases aliases, StrictJson json) {
        this.issuer = issuer;
        this.contributors = contributors.stream()
                .sorted(Comparator.comparing(c -> c.getClass().getName()))
                .toList();
        this.aliases = aliases;
        this.json = json;
    }

    /** The document of OpenID Connect Discovery 1.0, section 3, which is that of RFC 8414, section 2 as well. */
    Prepared document() {
        return prepared;
    }

    void start(@Observes StartupEvent event) {
        collect();
    }

    /** Behind the start's own application of a realm file: its scopes are declared from the first answer on. */
    void realmApplied(@Observes @Priority(LAST) StartupEvent event) {
        collect();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            collect();
            stale = false;
        } catch (RuntimeException e) {
            if (!stale) {
                LOG.warnf("The metadata cannot be collected, the known one stays published: %s", e.getMessage());
            }
            stale = true;
        }
    }

    private void collect() {
        Metadata metadata = new Metadata(issuer);
        contributors.forEach(c -> c.contribute(metadata));
        Map<String, Object> collected = aliases.addedTo(metadata.members());
        if (!collected.equals(members)) {
            prepared = Prepared.of(json.write(collected));
            members = collected;
        }
    }
}
