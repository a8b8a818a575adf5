package dev.limen.authorize;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Sha256;
import dev.limen.protocol.WebOrigin;
import dev.limen.web.BrowserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The {@code session_state} of authorization responses, good and bad (OpenID Connect Session Management 1.0, sections 2 and
 * 3.2). The script of {@code check_session_iframe} computes the same in the browser.
 */
@ApplicationScoped
class SessionState {

    private static final int SALT_BYTES = 16;

    private final Features features;
    private final BrowserState browserState;
    private final Tokens tokens;

    SessionState(Features features, BrowserState browserState, Tokens tokens) {
        this.features = features;
        this.browserState = browserState;
        this.tokens = tokens;
    }

    /** The state for an answer; none where its redirect URI belongs to no web page. */
    Optional<String> of(Target target) {
        return features.enabled(Feature.SESSION_MANAGEMENT)
                ? WebOrigin.of(target.redirectUri())
                        .flatMap(origin ->
                                browserState.current().map(browser -> state(target.client().clientId, origin, browser)))
                : Optional.empty();
    }

    private String state(String clientId, WebOrigin origin, OpaqueToken browser) {
        String salt = HexFormat.of().formatHex(tokens.random(SALT_BYTES));
        String text = clientId + " " + origin + " " + browser.reveal() + " " + salt;
        return HexFormat.of().formatHex(Sha256.digest(text.getBytes(StandardCharsets.UTF_8))) + "." + salt;
    }
}
