package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.grant.Grant;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.Levels;
import dev.limen.resource.Targets;
import dev.limen.session.Session;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the grants that a person gives in a session, at whichever endpoint. */
@ApplicationScoped
public class SessionGrants {

    private final Clock clock;
    private final LimenConfig.Tokens lifetimes;
    private final Targets targets;
    private final AccessTokenLifetime accessTokenLifetime;
    private final Levels levels;

    SessionGrants(
            Clock clock, LimenConfig config, Targets targets, AccessTokenLifetime accessTokenLifetime, Levels levels) {
        this.clock = clock;
        this.lifetimes = config.tokens();
        this.targets = targets;
        this.accessTokenLifetime = accessTokenLifetime;
        this.levels = levels;
    }

    /**
     * A grant with all that the session says about the person; not stored yet.
     *
     * @param resources the resources that were named, if any were (RFC 8707)
     * @param redeemable how long whoever gets it may take to redeem it
     */
    public Grant of(Session session, Client client, Scope scope, List<String> resources, Duration redeemable) {
        return of(session, client, scope, AuthorizationDetails.NONE, resources, redeemable);
    }

    /** The same with authorization details. */
    public Grant of(
            Session session,
            Client client,
            Scope scope,
            AuthorizationDetails details,
            List<String> resources,
            Duration redeemable) {
        Grant grant = new Grant();
        grant.client = client;
        grant.user = session.user;
        grant.sessionId = session.id;
        grant.sid = session.sid;
        grant.scope = scope.toString();
        grant.authorizationDetails = details.objects();
        grant.resources = resources;
        grant.authTime = session.authTime;
        grant.acr = levels.now()
                .said(levels.now().reached(session.amr, session.authTime, clock.instant()), List.of())
                .orElse(null);
        grant.amr = session.amr;
        grant.offline = scope.contains(Scope.OFFLINE_ACCESS);
        grant.expiresAt = end(grant, client, scope, session, redeemable);
        return grant;
    }

    /**
     * A grant that a person gave this moment to an authenticator, and in no session of ours; not stored yet. It lives as
     * long as its refresh tokens may.
     *
     * @param amr how the authenticator says that it knew the person; empty: it does not say
     */
    public Grant withoutSession(
            User person, Client client, Scope scope, List<String> resources, List<String> amr, Duration redeemable) {
        Instant now = clock.instant();
        Grant grant = new Grant();
        grant.client = client;
        grant.user = person;
        grant.scope = scope.toString();
        grant.resources = resources;
        grant.authTime = now;
        grant.acr = levels.now()
                .said(levels.now().reached(amr, now, now), List.of())
                .orElse(null);
        grant.amr = amr;
        grant.offline = true;
        grant.expiresAt = client.metadata.allows(ClientMetadata.REFRESH_TOKEN)
                ? now.plus(lifetimes.refreshLifetime())
                : now.plus(redeemable).plus(accessTokenLifetime.longest(targets.of(scope, resources)));
        return grant;
    }

    /** What was granted for the session ends with it; what was granted to be used offline ends by itself. */
    private Instant end(Grant grant, Client client, Scope scope, Session session, Duration redeemable) {
        Instant now = clock.instant();
        if (!client.metadata.allows(ClientMetadata.REFRESH_TOKEN)) {
            return now.plus(redeemable)
                    .plus(accessTokenLifetime.longest(targets.of(scope, grant.grantedDetails(), grant.resources)));
        }
        Instant end = now.plus(lifetimes.refreshLifetime());
        return grant.offline || end.isBefore(session.expiresAt) ? end : session.expiresAt;
    }
}
