package dev.limen.issuance;

import dev.limen.config.LimenConfig;
import dev.limen.key.SignedTokens;
import dev.limen.resource.ProtectedResource;
import dev.limen.resource.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long an access token lives. */
@ApplicationScoped
public class AccessTokenLifetime implements SignedTokens {

    private final Duration usual;
    private final Resources resources;

    AccessTokenLifetime(LimenConfig config, Resources resources) {
        this.usual = config.tokens().accessTokenLifetime();
        this.resources = resources;
    }

    /** As long as the strictest of the resources that accept it wants, or as is usual. */
    public Duration of(List<ProtectedResource> recipients) {
        return recipients.stream()
                .map(ProtectedResource::accessTokenLifetime)
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(usual);
    }

    @Override
    public Duration longestLifetime() {
        return resources
                .longestAccessTokenLifetime()
                .filter(l -> l.compareTo(usual) > 0)
                .orElse(usual);
    }
}
