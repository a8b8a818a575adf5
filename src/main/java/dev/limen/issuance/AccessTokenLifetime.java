package dev.limen.issuance;

import dev.limen.config.LimenConfig;
import dev.limen.key.SignedTokens;
import dev.limen.resource.Resources;
import dev.limen.resource.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

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
    public Duration of(Target target) {
        return target.lifetimes().stream().min(Duration::compareTo).orElse(usual);
    }

    /** The longest that a token for a part of them could live. */
    public Duration longest(Target target) {
        return target.lifetimes().stream()
                .max(Duration::compareTo)
                .filter(longest -> longest.compareTo(usual) > 0)
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
