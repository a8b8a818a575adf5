package dev.limen.issuance;

import dev.limen.config.LimenConfig;
import dev.limen.resource.ProtectedResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long an access token lives. */
@ApplicationScoped
public class AccessTokenLifetime {

    private final Duration usual;

    AccessTokenLifetime(LimenConfig config) {
        this.usual = config.tokens().accessTokenLifetime();
    }

    /** As long as the strictest of the resources that accept it wants, or as is usual. */
    public Duration of(List<ProtectedResource> recipients) {
        return recipients.stream()
                .map(ProtectedResource::accessTokenLifetime)
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(usual);
    }
}
