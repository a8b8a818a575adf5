package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.Secret;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of backchannel authentication requests (CIBA). Runs in the caller's transaction. */
@ApplicationScoped
public class BackchannelRequests {

    private final Clock clock;
    private final LimenConfig.Ciba config;
    private final Tokens tokens;
    private final ClientNotifications notifications;

    BackchannelRequests(Clock clock, LimenConfig config, Tokens tokens, ClientNotifications notifications) {
        this.clock = clock;
        this.config = config.ciba();
        this.tokens = tokens;
        this.notifications = notifications;
    }

    /**
     * What a client asks a person for.
     *
     * @param lifetime how long the client waits
     * @param notificationToken what the client wants to be told with, where it does not only poll
     */
    public record Asked(
            Scope scope,
            List<String> resources,
            List<String> acrValues,
            Optional<String> bindingMessage,
            Duration lifetime,
            Optional<Secret> notificationToken) {}

    /** What the client is handed, and what was stored of it. */
    public record Issued(OpaqueToken authReqId, BackchannelRequest request) {}

    /** Stores what is asked of this person. */
    public Issued issue(Client client, User user, Asked asked) {
        OpaqueToken authReqId = tokens.next();
        Instant now = clock.instant();
        BackchannelRequest request = new BackchannelRequest();
        request.hash = authReqId.hash();
        // not one that lies in time beside others, as it is put into links
        request.id = UUID.randomUUID();
        request.client = client;
        request.user = user;
        request.scope = asked.scope().toString();
        request.resources = asked.resources();
        request.acrValues = asked.acrValues();
        request.bindingMessage = asked.bindingMessage().orElse(null);
        request.intervalSeconds = Math.toIntExact(config.interval().toSeconds());
        request.createdAt = now;
        request.expiresAt = now.plus(asked.lifetime());
        asked.notificationToken().ifPresent(token -> request.notification = notifications.seal(token, authReqId));
        request.persist();
        return new Issued(authReqId, request);
    }

    /** The request with its client and person, and with its grant where there is one; used, expired or not. */
    public Optional<BackchannelRequest> find(OpaqueToken authReqId) {
        return BackchannelRequest.byHash(authReqId.hash());
    }

    /** The same, by the name that it has towards its person. */
    public Optional<BackchannelRequest> byId(UUID id) {
        return BackchannelRequest.byId(id);
    }

    /** Those that wait for this person, the oldest first. */
    public List<BackchannelRequest> waiting(User user) {
        return BackchannelRequest.waiting(user, clock.instant());
    }
}
