package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.client.RequestObjectRules;
import dev.limen.client.RequestObjects;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtTimes;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.RequestClaims;
import dev.limen.protocol.Requirement;
import dev.limen.storage.UsedIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a backchannel authentication request out of the JWT that its client signed (CIBA, section 7.1.1; FAPI-CIBA, section
 * 5.2.2). It is used once: a request that somebody kept asks nobody again.
 */
@ApplicationScoped
class SignedRequests {

    private static final String CLAUSE = "CIBA, section 7.1.1";
    private static final String REQUEST = "request";

    /** What may stand beside it: who the client is, and how it proves that. */
    private static final String[] OF_THE_CLIENT = {
        REQUEST, "client_id", "client_secret", "client_assertion", "client_assertion_type"
    };

    private static final Set<String> REQUIRED = Set.of("iss", "aud", "exp", "iat", "nbf", "jti");

    /** FAPI-CIBA, section 5.2.2; so long is each remembered. */
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private static final int MAX_JTI = 255;

    private final RequestObjects objects;
    private final UsedIds usedIds;
    private final StrictJson json;
    private final Features features;
    private final Profiles profiles;

    SignedRequests(RequestObjects objects, UsedIds usedIds, StrictJson json, Features features, Profiles profiles) {
        this.objects = objects;
        this.usedIds = usedIds;
        this.json = json;
        this.features = features;
        this.profiles = profiles;
    }

    /** Whether requests can be signed. */
    boolean supported() {
        return features.enabled(Feature.REQUEST_OBJECTS);
    }

    /**
     * What is asked, signed or not.
     *
     * @throws OAuthException {@code invalid_request} if it is signed and should not be believed, or is not signed and should be
     */
    Parameters unwrap(Parameters outer, Client client) {
        Optional<String> request = outer.get(REQUEST);
        if (request.isEmpty()) {
            refuseUnless(!required(client), "the request must be signed");
            return outer;
        }
        refuseUnless(supported(), "signed requests are not supported");
        refuseUnless(outer.without(OF_THE_CLIENT).members().isEmpty(), "nothing may stand beside a signed request");
        try {
            return RequestClaims.parameters(verified(client, request.get()), json::writeAny);
        } catch (InvalidJwtException e) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "the signed request is not acceptable: " + e.getMessage(), CLAUSE);
        }
    }

    /** A client that registers an algorithm for it says that nobody else shall ask in its name. */
    private boolean required(Client client) {
        return profiles.required(client.metadata).demand(Requirement.BOUND_BACKCHANNEL_REQUESTS)
                || client.metadata.backchannelAuthenticationRequestSigningAlg().isPresent();
    }

    private Map<String, Object> verified(Client client, String request) throws InvalidJwtException {
        RequestObjectRules rules = new RequestObjectRules(
                client.metadata.backchannelAuthenticationRequestSigningAlg(), false, REQUIRED, Optional.of(LONGEST));
        Map<String, Object> claims = objects.read(client, request, rules);
        if (!(claims.get("jti") instanceof String jti) || jti.isEmpty() || jti.length() > MAX_JTI) {
            throw new InvalidJwtException("jti is no text of 1 to " + MAX_JTI + " characters");
        }
        Instant end = Instant.ofEpochSecond(JwtTimes.seconds(claims, "exp"));
        if (!usedIds.use("backchannel request", client.clientId, jti, end)) {
            throw new InvalidJwtException("jti has been used before");
        }
        return claims;
    }

    private static void refuseUnless(boolean holds, String description) {
        if (!holds) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
        }
    }
}
