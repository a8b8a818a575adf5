package dev.limen.logout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * RP-Initiated Logout 1.0, section 2.1; Back-Channel Logout 1.0, section 2.1; Front-Channel Logout 1.0, section 3; Session
 * Management 1.0, section 3.3.
 */
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
        if (features.enabled(Feature.BACKCHANNEL_LOGOUT)) {
            metadata.value("backchannel_logout_supported", true).value("backchannel_logout_session_supported", true);
        }
        if (features.enabled(Feature.LOGOUT) && features.enabled(Feature.FRONTCHANNEL_LOGOUT)) {
            metadata.value("frontchannel_logout_supported", true).value("frontchannel_logout_session_supported", true);
        }
        if (features.enabled(Feature.SESSION_MANAGEMENT)) {
            metadata.endpoint("check_session_iframe", "/check-session");
        }
    }
}
