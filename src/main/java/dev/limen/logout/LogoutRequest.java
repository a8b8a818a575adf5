package dev.limen.logout;

import dev.limen.client.Client;
import dev.limen.session.Session;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A logout request that may be answered (RP-Initiated Logout 1.0, section 2).
 *
 * @param parameters what was sent, for the form of the confirmation page
 * @param hint the claims of the {@code id_token_hint}
 * @param client who asks, if that is known
 * @param returnTo where the browser goes afterwards: an address that the client has registered
 */
record LogoutRequest(
        Map<String, String> parameters,
        Optional<Map<String, Object>> hint,
        Optional<Client> client,
        Optional<String> returnTo,
        Optional<String> uiLocales) {

    /** Whether the hint names this session, so that nobody needs to be asked. */
    boolean names(Session session) {
        return hint.map(claims -> session.sid.equals(claims.get("sid"))).orElse(false);
    }

    String clientName(Locale language) {
        return client.map(c -> c.displayName(language)).orElse("");
    }
}
