package dev.limen.grant;

import dev.limen.crypto.MasterKey;
import dev.limen.json.StrictJson;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Secret;
import dev.limen.storage.NativeWrite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The notifications of ping mode that wait to be sent (CIBA, section 10.2), in the rows of their requests: they outlive a
 * restart, and of several nodes one sends each try. What they tell with is sealed, and is gone when it has done its work.
 */
@ApplicationScoped
public class ClientNotifications {

    private static final String PURPOSE = "client notification";
    private static final String TOKEN = "client_notification_token";
    private static final String AUTH_REQ_ID = "auth_req_id";

    /** The waits after each failure; after one more it is given up, as the client may poll all the same. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(3));

    private static final String SCHEDULE =
            "update backchannel_requests set notify_at = ?2 where hash = ?1 and notification is not null";

    /** Whoever changes the row makes the try; what is locked is being tried by another node. */
    private static final String CLAIM = """
            update backchannel_requests set notify_tries = notify_tries + 1, notify_at = ?2
            where id = ?1 and notify_at <= ?3 and notification is not null returning notify_tries
            """;

    private static final String DUE =
            "select id from backchannel_requests where notify_at <= ?1 order by notify_at limit 50";
    private static final String END =
            "update backchannel_requests set notify_at = null, notification = null where id = ?1";
    private static final String POSTPONE =
            "update backchannel_requests set notify_at = ?2 where id = ?1 and notification is not null";

    /** Longer than a call may take: a node that dies meanwhile leaves the try to another. */
    private static final Duration CLAIMED = Duration.ofSeconds(30);

    private final Clock clock;
    private final MasterKey masterKey;
    private final StrictJson json;
    private final EntityManager database;

    ClientNotifications(Clock clock, MasterKey masterKey, StrictJson json, EntityManager database) {
        this.clock = clock;
        this.masterKey = masterKey;
        this.json = json;
        this.database = database;
    }

    /**
     * One notification that is to be tried now.
     *
     * @param endpoint where it goes, as the client has it registered at this moment
     * @param tries how many tries there were, with this one
     */
    public record Due(UUID id, String clientId, String endpoint, Secret token, OpaqueToken authReqId, int tries) {}

    byte[] seal(Secret token, OpaqueToken authReqId) {
        String plain = json.write(Map.of(TOKEN, token.reveal(), AUTH_REQ_ID, authReqId.reveal()));
        return masterKey.seal(PURPOSE, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The person has decided: the client is to be told, if it wants to be. Runs in the caller's transaction. */
    public void schedule(BackchannelRequest request) {
        NativeWrite.of(database, SCHEDULE, "backchannel_requests")
                .setParameter(1, request.hash)
                .setParameter(2, clock.instant())
                .executeUpdate();
    }

    /** Those that are to be tried now. */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<UUID> due() {
        return database.createNativeQuery(DUE, UUID.class)
                .setParameter(1, clock.instant())
                .getResultList();
    }

    /** Takes one of them to try; empty if another did, or nobody needs it any more. */
    @Transactional
    public Optional<Due> take(UUID id) {
        Instant now = clock.instant();
        List<?> tries = database.createNativeQuery(CLAIM, Integer.class)
                .setParameter(1, id)
                .setParameter(2, now.plus(CLAIMED))
                .setParameter(3, now)
                .getResultList();
        return tries.isEmpty() ? Optional.empty() : due(id, ((Number) tries.getFirst()).intValue());
    }

    /** The client was told, or it makes no sense to try again. */
    @Transactional
    public void done(Due due) {
        end(due.id());
    }

    /**
     * The client could not be told.
     *
     * @return whether it will be tried again
     */
    @Transactional
    public boolean failed(Due due) {
        if (due.tries() > WAITS.size()) {
            end(due.id());
            return false;
        }
        NativeWrite.of(database, POSTPONE, "backchannel_requests")
                .setParameter(1, due.id())
                .setParameter(2, clock.instant().plus(WAITS.get(due.tries() - 1)))
                .executeUpdate();
        return true;
    }

    private Optional<Due> due(UUID id, int tries) {
        BackchannelRequest request = BackchannelRequest.byId(id).orElseThrow();
        Optional<String> endpoint = request.client.metadata.backchannelClientNotificationEndpoint();
        if (endpoint.isEmpty() || !request.client.enabled || !request.expiresAt.isAfter(clock.instant())) {
            end(id);
            return Optional.empty();
        }
        String plain = new String(masterKey.open(PURPOSE, request.notification), StandardCharsets.UTF_8);
        Map<String, Object> sealed = json.object(plain);
        return Optional.of(new Due(
                id,
                request.client.clientId,
                endpoint.get(),
                Secret.of(sealed.get(TOKEN).toString()),
                OpaqueToken.parse(sealed.get(AUTH_REQ_ID).toString()).orElseThrow(),
                tries));
    }

    private void end(UUID id) {
        NativeWrite.of(database, END, "backchannel_requests")
                .setParameter(1, id)
                .executeUpdate();
    }
}
