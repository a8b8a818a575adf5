package dev.limen.logout;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.issuance.FormEncoding;
import dev.limen.issuance.OwnTokens;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Reads and checks logout requests. */
@ApplicationScoped
class LogoutRequests {

    private static final String CLAUSE = "RP-Initiated Logout 1.0, section 2";

    private final OwnTokens ownTokens;
    private final Clients clients;

    LogoutRequests(OwnTokens ownTokens, Clients clients) {
        this.ownTokens = ownTokens;
        this.clients = clients;
    }

    /** @throws OAuthException {@code invalid_request}; nobody is signed out and nobody is sent anywhere */
    LogoutRequest read(Parameters parameters) {
        parameters.refuseMalformed();
        Optional<Map<String, Object>> hint = parameters.get("id_token_hint").map(this::hint);
        Optional<Client> client = client(parameters.get("client_id"), hint);
        return new LogoutRequest(
                parameters.single(), hint, client, returnTo(parameters, client), parameters.get("ui_locales"));
    }

    private Map<String, Object> hint(String jwt) {
        return ownTokens.idTokenHint(jwt).orElseThrow(() -> refused("id_token_hint is not an ID token of this issuer"));
    }

    /** The client that the parameter or the hint names; where both do, they must agree. */
    private Optional<Client> client(Optional<String> clientId, Optional<Map<String, Object>> hint) {
        Optional<String> audience = hint.map(claims -> claims.get("aud").toString());
        if (clientId.isPresent() && audience.isPresent() && !clientId.equals(audience)) {
            throw refused("client_id is not the audience of id_token_hint");
        }
        Optional<String> named = clientId.or(() -> audience);
        Optional<Client> client = named.flatMap(clients::find).filter(found -> found.enabled);
        if (clientId.isPresent() && client.isEmpty()) {
            throw refused("client_id is not known");
        }
        return client;
    }

    /** Section 3: only an address that this client has registered, byte for byte. */
    private static Optional<String> returnTo(Parameters parameters, Optional<Client> client) {
        Optional<String> asked = parameters.get("post_logout_redirect_uri");
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String uri = client.map(found -> found.metadata.postLogoutRedirectUris())
                .filter(registered -> registered.contains(asked.get()))
                .map(registered -> asked.get())
                .orElseThrow(() -> refused("post_logout_redirect_uri is not one that the client has registered"));
        return Optional.of(
                parameters.get("state").map(state -> withState(uri, state)).orElse(uri));
    }

    private static String withState(String uri, String state) {
        return FormEncoding.inQuery(uri, Map.of("state", state));
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }
}
