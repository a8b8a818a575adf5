package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ConstantTime;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.session.Session;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The life of interactions. */
@ApplicationScoped
public class Interactions {

    private final Clock clock;
    private final LimenConfig config;
    private final Tokens tokens;
    private final StrictJson json;
    private final Clients clients;

    Interactions(Clock clock, LimenConfig config, Tokens tokens, StrictJson json, Clients clients) {
        this.clock = clock;
        this.config = config;
        this.tokens = tokens;
        this.json = json;
        this.clients = clients;
    }

    /**
     * Stores an attempt that waits for the person behind this browser.
     *
     * @return the handle that names it
     */
    @Transactional
    public OpaqueToken open(AuthorizationRequest request, OpaqueToken browser) {
        OpaqueToken handle = tokens.next();
        Interaction interaction = new Interaction();
        interaction.idHash = handle.hash();
        interaction.browserHash = browser.hash();
        interaction.clientId = request.clientId();
        interaction.request = json.write(request.parameters().members());
        interaction.createdAt = clock.instant();
        interaction.expiresAt = interaction.createdAt.plus(config.interactions().lifetime());
        interaction.persist();
        return handle;
    }

    /**
     * The live attempt that a handle names.
     *
     * @param browser the browser's cookie, if it sent one
     * @throws PageException if it is unknown, over, finished, or was begun in another browser (RFC 9700, section 4.7)
     */
    public Attempt require(String handle, Optional<OpaqueToken> browser) {
        OpaqueToken token =
                OpaqueToken.parse(handle).orElseThrow(() -> new PageException(PageFault.EXPIRED, "malformed handle"));
        Interaction interaction = Interaction.byHandle(token.hash())
                .orElseThrow(() -> new PageException(PageFault.EXPIRED, "unknown handle"));
        refuseForeign(interaction, browser);
        Client client = clients.find(interaction.clientId)
                .filter(found -> found.enabled)
                .orElseThrow(() -> new PageException(PageFault.EXPIRED, "the client is gone"));
        return new Attempt(token, interaction, reread(interaction), client);
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

    /** The person allowed what the client asks for. */
    @Transactional
    public void consented(Attempt attempt) {
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

    private void refuseForeign(Interaction interaction, Optional<OpaqueToken> browser) {
        boolean ours = browser.map(b -> ConstantTime.equal(interaction.browserHash, b.hash()))
                .orElse(false);
        if (!ours) {
            throw new PageException(
                    PageFault.OTHER_BROWSER, browser.isEmpty() ? "no browser cookie" : "another browser's cookie");
        }
        if (interaction.finishedAt != null) {
            throw new PageException(PageFault.EXPIRED, "finished already");
        }
        Instant now = clock.instant();
        if (!interaction.expiresAt.isAfter(now)) {
            throw new PageException(PageFault.EXPIRED, "expired at " + interaction.expiresAt);
        }
    }

    private AuthorizationRequest reread(Interaction interaction) {
        return AuthorizationRequest.parse(Parameters.ofMembers(json.object(interaction.request)), json::read);
    }

    private static void change(Attempt attempt, Consumer<Interaction> change) {
        Interaction.byHandle(attempt.handle().hash()).ifPresent(change);
    }
}
