package dev.limen.logout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** RP-Initiated Logout 1.0, section 2.1. */
@ApplicationScoped
class LogoutMetadata implements MetadataContributor {

    private final Features features;

    LogoutMetadata(Features features) {
        this.features = features;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (features.enabled(Feature.LOGOUT)) {
            metadata.endpoint("end_session_endpoint", "/logout");
        }
    }
}
