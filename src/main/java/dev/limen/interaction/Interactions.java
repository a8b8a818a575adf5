package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.grant.BackchannelRequests;
import dev.limen.grant.DeviceCode;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ConstantTime;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.UserCode;
import dev.limen.session.Session;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The life of interactions. */
@ApplicationScoped
public class Interactions {

    private static final String REQUEST = "request";

    private final Clock clock;
    private final LimenConfig config;
    private final Tokens tokens;
    private final StrictJson json;
    private final Clients clients;
    private final StoredDevices devices;
    private final BackchannelRequests backchannelRequests;

    Interactions(
            Clock clock,
            LimenConfig config,
            Tokens tokens,
            StrictJson json,
            Clients clients,
            StoredDevices devices,
            BackchannelRequests backchannelRequests) {
        this.clock = clock;
        this.config = config;
        this.tokens = tokens;
        this.json = json;
        this.clients = clients;
        this.devices = devices;
        this.backchannelRequests = backchannelRequests;
    }

    /**
     * Stores a request that waits for the person behind this browser.
     *
     * @return the handle that names it
     */
    @Transactional
    public OpaqueToken open(AuthorizationRequest request, OpaqueToken browser) {
        return open(request, Optional.empty(), browser);
    }

    /** The same for one that may have been pushed. */
    @Transactional
    public OpaqueToken open(AuthorizationRequest request, Optional<PushedHandle> pushed, OpaqueToken browser) {
        Interaction interaction = fresh(Purpose.AUTHORIZATION, browser);
        interaction.pushedHash = pushed.map(PushedHandle::hash).orElse(null);
        interaction.clientId = request.clientId();
        interaction.request = json.write(request.parameters().members());
        return store(interaction);
    }

    /**
     * Stores that this browser entered the code of a device. The attempt ends with the device's code, at the latest.
     *
     * @return the handle that names it
     */
    @Transactional
    public OpaqueToken open(DeviceCode device, UserCode userCode, OpaqueToken browser) {
        Interaction interaction = fresh(Purpose.DEVICE, browser);
        interaction.clientId = device.client.clientId;
        interaction.request = devices.write(device, userCode);
        if (device.expiresAt.isBefore(interaction.expiresAt)) {
            interaction.expiresAt = device.expiresAt;
        }
        return store(interaction);
    }

    /**
     * Stores that a person came to see what clients ask of them.
     *
     * @param request the one that they want to see, if they said so; nobody has checked it
     * @return the handle that names it
     */
    @Transactional
    public OpaqueToken openApprovals(Optional<UUID> request, OpaqueToken browser) {
        Interaction interaction = fresh(Purpose.APPROVALS, browser);
        interaction.request = json.write(request.<Map<String, Object>>map(id -> Map.of(REQUEST, id.toString()))
                .orElse(Map.of()));
        return store(interaction);
    }

    /**
     * The live attempt that a handle names, whatever it is for.
     *
     * @param browser the browser's cookie, if it sent one
     * @throws PageException if it is unknown, over, finished, or was begun in another browser (RFC 9700, section 4.7)
     */
    public Attempt require(String handle, Optional<OpaqueToken> browser) {
        OpaqueToken token = token(handle);
        Interaction interaction = live(token, browser);
        return switch (interaction.purpose) {
            case AUTHORIZATION -> authorization(token, interaction);
            case DEVICE -> devices.read(token, interaction);
            case APPROVALS -> approvals(token, interaction);
        };
    }

    /** As {@link #require}, for an authorization request: a handle of anything else is as good as unknown. */
    public AuthorizationAttempt requireAuthorization(String handle, Optional<OpaqueToken> browser) {
        OpaqueToken token = token(handle);
        Interaction interaction = live(token, browser);
        refuseUnless(interaction.purpose == Purpose.AUTHORIZATION, "a handle of something else");
        return authorization(token, interaction);
    }

    /** As {@link #require}, for a device; it may be finished, so that the page can say how. */
    public DeviceAttempt requireDevice(String handle, Optional<OpaqueToken> browser) {
        OpaqueToken token = token(handle);
        Interaction interaction = ours(token, browser);
        refuseUnless(interaction.purpose == Purpose.DEVICE, "a handle of something else");
        return devices.read(token, interaction);
    }

    /** As {@link #require}, for requests of clients to a person; it may be finished, so that the page can say how. */
    public ApprovalAttempt requireApprovals(String handle, Optional<OpaqueToken> browser) {
        OpaqueToken token = token(handle);
        Interaction interaction = ours(token, browser);
        refuseUnless(interaction.purpose == Purpose.APPROVALS, "a handle of something else");
        return approvals(token, interaction);
    }

    /** The person signed in, in this session. */
    @Transactional
    public void authenticated(Attempt attempt, Session session) {
        change(attempt, interaction -> {
            interaction.sessionId = session.id;
            interaction.authenticatedAt = session.authTime;
            interaction.chosenAt = session.authTime;
            interaction.consentedAt = null;
        });
    }

    /** The person chose to go on with a session that existed already. */
    @Transactional
    public void chosen(Attempt attempt, Session session) {
        change(attempt, interaction -> {
            if (!session.id.equals(interaction.sessionId)) {
                interaction.authenticatedAt = null; // what one person proved counts for no other
            }
            interaction.sessionId = session.id;
            interaction.chosenAt = clock.instant();
            interaction.consentedAt = null;
        });
    }

    /** The person wants none of the accounts of this browser, but to sign in with another. */
    @Transactional
    public void another(Attempt attempt) {
        change(attempt, interaction -> {
            interaction.sessionId = null;
            interaction.authenticatedAt = null;
            interaction.chosenAt = clock.instant();
            interaction.consentedAt = null;
        });
    }

    /** The yes of one person: the attempt is tied to that session, so that it cannot count for another. */
    @Transactional
    public void consented(Attempt attempt, Session session) {
        chosen(attempt, session);
        change(attempt, interaction -> interaction.consentedAt = clock.instant());
    }

    /** The person refused, at whichever step. */
    @Transactional
    public void denied(Attempt attempt) {
        change(attempt, interaction -> interaction.deniedAt = clock.instant());
    }

    /** Completes the attempt; false if another tab was quicker. */
    @Transactional
    public boolean finish(Attempt attempt) {
        return Interaction.finish(attempt.interaction().idHash, clock.instant());
    }

    private Interaction fresh(Purpose purpose, OpaqueToken browser) {
        Interaction interaction = new Interaction();
        interaction.purpose = purpose;
        interaction.browserHash = browser.hash();
        interaction.createdAt = clock.instant();
        interaction.expiresAt = interaction.createdAt.plus(config.interactions().lifetime());
        return interaction;
    }

    private OpaqueToken store(Interaction interaction) {
        OpaqueToken handle = tokens.next();
        interaction.idHash = handle.hash();
        interaction.persist();
        return handle;
    }

    private static OpaqueToken token(String handle) {
        return OpaqueToken.parse(handle).orElseThrow(() -> new PageException(PageFault.EXPIRED, "malformed handle"));
    }

    private Interaction live(OpaqueToken token, Optional<OpaqueToken> browser) {
        Interaction interaction = ours(token, browser);
        refuseUnless(!interaction.finished(), "finished already");
        return interaction;
    }

    /** The attempt of this browser, finished or not. */
    private Interaction ours(OpaqueToken token, Optional<OpaqueToken> browser) {
        Interaction interaction = Interaction.byHandle(token.hash())
                .orElseThrow(() -> new PageException(PageFault.EXPIRED, "unknown handle"));
        boolean ours = browser.map(b -> ConstantTime.equal(interaction.browserHash, b.hash()))
                .orElse(false);
        if (!ours) {
            throw new PageException(
                    PageFault.OTHER_BROWSER, browser.isEmpty() ? "no browser cookie" : "another browser's cookie");
        }
        refuseUnless(interaction.expiresAt.isAfter(clock.instant()), "expired at " + interaction.expiresAt);
        return interaction;
    }

    private AuthorizationAttempt authorization(OpaqueToken token, Interaction interaction) {
        Client client = clients.find(interaction.clientId)
                .filter(found -> found.enabled)
                .orElseThrow(() -> new PageException(PageFault.EXPIRED, "the client is gone"));
        return new AuthorizationAttempt(token, interaction, reread(interaction), client);
    }

    private ApprovalAttempt approvals(OpaqueToken token, Interaction interaction) {
        Optional<UUID> id = Optional.ofNullable(json.object(interaction.request).get(REQUEST))
                .map(stored -> UUID.fromString(stored.toString()));
        return new ApprovalAttempt(
                token, interaction, id.flatMap(backchannelRequests::byId).filter(request -> request.client.enabled));
    }

    private static void refuseUnless(boolean holds, String detail) {
        if (!holds) {
            throw new PageException(PageFault.EXPIRED, detail);
        }
    }

    private AuthorizationRequest reread(Interaction interaction) {
        return AuthorizationRequest.parse(Parameters.ofMembers(json.object(interaction.request)), json::read);
    }

    private static void change(Attempt attempt, Consumer<Interaction> change) {
        Interaction.byHandle(attempt.handle().hash()).ifPresent(change);
    }
}
