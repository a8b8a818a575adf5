package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.grant.Grant;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.Resources;
import dev.limen.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the grants that a person gives in a session, at whichever endpoint. */
@ApplicationScoped
public class SessionGrants {

    private final Clock clock;
    private final LimenConfig.Tokens lifetimes;
    private final Resources resources;
    private final AccessTokenLifetime accessTokenLifetime;

    SessionGrants(Clock clock, LimenConfig config, Resources resources, AccessTokenLifetime accessTokenLifetime) {
        this.clock = clock;
        this.lifetimes = config.tokens();
        this.resources = resources;
        this.accessTokenLifetime = accessTokenLifetime;
    }

    /**
     * A grant with all that the session says about the person; not stored yet.
     *
     * @param redeemable how long whoever gets it may take to redeem it
     */
    public Grant of(Session session, Client client, Scope scope, Duration redeemable) {
        Grant grant = new Grant();
        grant.client = client;
        grant.user = session.user;
        grant.sessionId = session.id;
        grant.sid = session.sid;
        grant.scope = scope.toString();
        grant.authTime = session.authTime;
        grant.acr = session.acr;
        grant.amr = session.amr;
        grant.offline = scope.contains(Scope.OFFLINE_ACCESS);
        grant.expiresAt = end(grant, client, scope, session, redeemable);
        return grant;
    }

    /** What was granted for the session ends with it; what was granted to be used offline ends by itself. */
    private Instant end(Grant grant, Client client, Scope scope, Session session, Duration redeemable) {
        Instant now = clock.instant();
        if (!client.metadata.allows(ClientMetadata.REFRESH_TOKEN)) {
            return now.plus(redeemable).plus(accessTokenLifetime.of(resources.of(scope)));
        }
        Instant end = now.plus(lifetimes.refreshLifetime());
        return grant.offline || end.isBefore(session.expiresAt) ? end : session.expiresAt;
    }
}
