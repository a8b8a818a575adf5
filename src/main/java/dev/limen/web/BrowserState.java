package dev.limen.web;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * The state of a browser's sessions, as scripts may see it (OpenID Connect Session Management 1.0, section 3.2). It follows
 * from the value of the session's cookie, which changes with every sign-in, sign-out and change of account; it does not lead
 * back to it, and nothing is ever given for it.
 */
@ApplicationScoped
public class BrowserState {

    private static final String PURPOSE = "browser state";

    private final Tokens tokens;
    private final BrowserCookies cookies;

    /** Of the current request. */
    private final HttpHeaders headers;

    BrowserState(Tokens tokens, BrowserCookies cookies, HttpHeaders headers) {
        this.tokens = tokens;
        this.cookies = cookies;
        this.headers = headers;
    }

    /** The state of the current request's browser; empty where nobody is signed in, and the browser has none. */
    public Optional<OpaqueToken> current() {
        return cookies.session(headers).map(this::of).or(() -> cookies.state(headers));
    }

    /** The state of a browser whose session's cookie has this value. */
    OpaqueToken of(OpaqueToken session) {
        return tokens.derive(PURPOSE, session);
    }

    /** The state of a browser in which nobody is signed in any more. */
    OpaqueToken signedOut() {
        return tokens.next();
    }
}
