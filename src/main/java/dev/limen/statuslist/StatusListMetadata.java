package dev.limen.statuslist;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** Where the status lists are listed (Token Status List, section 9.1). */
@ApplicationScoped
class StatusListMetadata implements MetadataContributor {

    private final Features features;

    StatusListMetadata(Features features) {
        this.features = features;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (features.enabled(Feature.STATUS_LISTS)) {
            metadata.endpoint("status_list_aggregation_endpoint", "/status-lists");
        }
    }
}
