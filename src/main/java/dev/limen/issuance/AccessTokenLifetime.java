package dev.limen.issuance;

import dev.limen.config.LimenConfig;
import dev.limen.resource.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long an access token lives. */
@ApplicationScoped
public class AccessTokenLifetime {

    private final Duration usual;

    AccessTokenLifetime(LimenConfig config) {
        this.usual = config.tokens().accessTokenLifetime();
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
}
