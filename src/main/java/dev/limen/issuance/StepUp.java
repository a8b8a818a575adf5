package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.resource.Levels;
import dev.limen.resource.ProtectedResource;
import dev.limen.resource.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a protected resource demands of the sign-in behind a token, and how it says so (RFC 9470, section 3). */
@ApplicationScoped
class StepUp {

    private static final OAuthError INSUFFICIENT = new OAuthError(
            ErrorCode.INSUFFICIENT_USER_AUTHENTICATION,
            "the person has to sign in again, more strongly or more recently",
            "RFC 9470, section 3");

    private final Clock clock;
    private final Levels levels;
    private final Resources resources;

    StepUp(Clock clock, Levels levels, Resources resources) {
        this.clock = clock;
        this.levels = levels;
        this.resources = resources;
    }

    /** @throws OAuthException {@code insufficient_user_authentication}, with all that the resource demands */
    void require(Grant grant, String identifier) {
        for (ProtectedResource resource : resources.declared(List.of(identifier))) {
            if (!strongEnough(grant, resource) || !recentEnough(grant, resource)) {
                throw new OAuthException(INSUFFICIENT.challenging(demands(resource)));
            }
        }
    }

    private boolean strongEnough(Grant grant, ProtectedResource resource) {
        AcrLevels all = levels.now();
        int needed = all.weakest(resource.acrValues).orElse(AcrLevels.NONE);
        List<String> said = grant.acr == null ? List.of() : List.of(grant.acr);
        return all.weakest(said).orElse(AcrLevels.NONE) >= needed;
    }

    private boolean recentEnough(Grant grant, ProtectedResource resource) {
        return resource.maxAge()
                .map(age -> grant.authTime != null && !grant.authTime.plus(age).isBefore(clock.instant()))
                .orElse(true);
    }

    private static Map<String, String> demands(ProtectedResource resource) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!resource.acrValues.isEmpty()) {
            parameters.put("acr_values", String.join(" ", resource.acrValues));
        }
        resource.maxAge().map(Duration::toSeconds).ifPresent(age -> parameters.put("max_age", age.toString()));
        return parameters;
    }
}
