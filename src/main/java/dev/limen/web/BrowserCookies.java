package dev.limen.web;

import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The provider's cookies. All of them hold opaque random values, are invisible to scripts, and go along with top-level
 * navigations from a client (SameSite=Lax). With an https issuer they carry the {@code __Host-} prefix (RFC 6265bis 4.1.3.2),
 * so that no other host of the same domain can plant them.
 */
@ApplicationScoped
public class BrowserCookies {

    private static final String BROWSER = "limen-browser";
    private static final String SESSION = "limen-session";
    private static final int ONE_YEAR = 365 * 24 * 60 * 60;

    private final boolean secure;

    BrowserCookies(Links links) {
        this.secure = links.secure();
    }

    /** What ties a stored interaction to the browser that began it. */
    public Optional<OpaqueToken> browser(HttpHeaders headers) {
        return value(headers, BROWSER);
    }

    /**
     * Sets the browser's binding. It outlives the browser's closing, since a browser that someone has signed in with
     * before is not slowed down by wrong passwords that come from elsewhere.
     */
    public NewCookie browser(OpaqueToken value) {
        return cookie(BROWSER, value.reveal()).maxAge(ONE_YEAR).build();
    }

    /** The secret of the browser's session. */
    public Optional<OpaqueToken> session(HttpHeaders headers) {
        return value(headers, SESSION);
    }

    /** Sets the session until the browser closes. */
    public NewCookie session(OpaqueToken value) {
        return cookie(SESSION, value.reveal()).build();
    }

    /** Sets the session for a person who asked to stay signed in. */
    public NewCookie session(OpaqueToken value, Duration lifetime) {
        return cookie(SESSION, value.reveal())
                .maxAge(Math.toIntExact(lifetime.toSeconds()))
                .build();
    }

    /** Takes the session out of the browser. */
    public NewCookie forgetSession() {
        return cookie(SESSION, "").maxAge(0).build();
    }

    /** A value that cannot be one of ours is as good as none. */
    private Optional<OpaqueToken> value(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getCookies().get(named(name)))
                .map(Cookie::getValue)
                .flatMap(OpaqueToken::parse);
    }

    private NewCookie.Builder cookie(String name, String value) {
        return new NewCookie.Builder(named(name))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX);
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }
}
