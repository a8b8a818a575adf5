package dev.limen.issuance;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Issuer;
import dev.limen.grant.Grant;
import dev.limen.grant.StatusPlace;
import dev.limen.grant.StatusPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code status} claim of JWT access tokens (Token Status List, section 6): where a resource server that checks
 * tokens by itself learns of a revocation.
 */
@ApplicationScoped
public class TokenStatus {

    static final String CLAIM = "status";

    private static final String PATH = "/status-lists/";

    private final StatusPlaces places;
    private final String prefix;
    private final boolean enabled;

    TokenStatus(StatusPlaces places, Issuer issuer, Features features) {
        this.places = places;
        this.prefix = issuer.url(PATH);
        this.enabled = features.enabled(Feature.STATUS_LISTS);
    }

    /** The URI of a list. */
    public String uri(long list) {
        return prefix + list;
    }

    /** The claim of a new token of this grant; empty where the lists are switched off. */
    Optional<Map<String, Object>> next(Grant grant, Instant expiresAt) {
        if (!enabled) {
            return Optional.empty();
        }
        StatusPlace place = places.next(grant, expiresAt);
        return Optional.of(Map.of("status_list", Map.of("idx", place.index(), "uri", uri(place.list()))));
    }

    /** Ends the place of a token of ours that is revoked by itself, if it has one. */
    void revoke(Map<String, Object> claims, Instant expiresAt) {
        if (claims.get(CLAIM) instanceof Map<?, ?> status
                && status.get("status_list") instanceof Map<?, ?> reference
                && reference.get("uri") instanceof String uri
                && uri.startsWith(prefix)
                && reference.get("idx") instanceof Number index) {
            long list = Long.parseLong(uri.substring(prefix.length()));
            places.revoke(StatusPlace.of(list, index.intValue()), expiresAt);
        }
    }
}
