package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of requests that are left with the provider, to be named by a {@code request_uri} (RFC 9126). One may be used
 * until an authorization is completed with it, so that a page can be loaded again; the first completion uses it up.
 */
@ApplicationScoped
public class PushedRequests {

    private final Clock clock;
    private final LimenConfig.Requests config;
    private final Tokens tokens;
    private final StrictJson json;

    PushedRequests(Clock clock, LimenConfig config, Tokens tokens, StrictJson json) {
        this.clock = clock;
        this.config = config.requests();
        this.tokens = tokens;
        this.json = json;
    }

    /**
     * A request that was pushed.
     *
     * @param parameters as they were checked
     */
    public record Pushed(PushedHandle handle, Parameters parameters) {}

    /**
     * Keeps the request of a client that has authenticated; its {@code request_uri}.
     *
     * @throws OAuthException {@code invalid_request} if it is longer than what is read again
     */
    @Transactional
    public String push(Client client, Parameters parameters) {
        return keep(PushedRequest.Kind.PUSHED, client, parameters);
    }

    /** As {@link #push}, what a browser brought and nobody has checked. */
    @Transactional
    public String hold(Client client, Parameters parameters) {
        return keep(PushedRequest.Kind.HELD, client, parameters);
    }

    /** Whether this has the form of what {@link #push} gives. */
    public boolean isPushed(String requestUri) {
        return requestUri.startsWith(PushedRequest.Kind.PUSHED.prefix());
    }

    /** Whether this has the form of what {@link #hold} gives. */
    public boolean isHeld(String requestUri) {
        return requestUri.startsWith(PushedRequest.Kind.HELD.prefix());
    }

    /** The request that this client pushed, unless it is too old or used up. */
    @Transactional
    public Optional<Pushed> pushed(String requestUri, Client client) {
        return find(PushedRequest.Kind.PUSHED, requestUri, client)
                .map(found -> new Pushed(new PushedHandle(found.hash), read(found)));
    }

    /** What a browser brought for this client, unless it is too old. */
    @Transactional
    public Optional<Parameters> held(String requestUri, Client client) {
        return find(PushedRequest.Kind.HELD, requestUri, client).map(this::read);
    }

    /** Uses a pushed request up; false if another attempt was quicker. In the caller's transaction. */
    @Transactional
    public boolean use(PushedHandle handle) {
        return PushedRequest.use(handle.hash(), clock.instant());
    }

    private String keep(PushedRequest.Kind kind, Client client, Parameters parameters) {
        String text = json.write(parameters.members());
        if (text.length() > StrictJson.MAX_LENGTH) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "the request is too long", "RFC 9126, section 2.3");
        }
        OpaqueToken token = tokens.next();
        Instant now = clock.instant();
        PushedRequest request = new PushedRequest();
        request.hash = token.hash();
        request.client = client.id;
        request.kind = kind;
        request.parameters = text;
        request.createdAt = now;
        request.expiresAt = now.plus(config.pushedLifetime());
        request.persist();
        return kind.prefix() + token.reveal();
    }

    private Optional<PushedRequest> find(PushedRequest.Kind kind, String requestUri, Client client) {
        return Optional.of(requestUri)
                .filter(uri -> uri.startsWith(kind.prefix()))
                .flatMap(uri -> OpaqueToken.parse(uri.substring(kind.prefix().length())))
                .flatMap(token -> PushedRequest.live(token.hash(), kind, client.id, clock.instant()));
    }

    private Parameters read(PushedRequest request) {
        return Parameters.ofMembers(json.object(request.parameters));
    }
}
