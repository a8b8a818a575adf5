package dev.limen.web;

import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The provider's cookies. They hold opaque values, are invisible to scripts, and go along with top-level navigations from a
 * client (SameSite=Lax); the one exception, the state of Session Management, is worth nothing else. With an https issuer they carry the {@code __Host-} prefix (RFC 6265bis 4.1.3.2),
 * so that no other host of the same domain can plant them.
 */
@ApplicationScoped
public class BrowserCookies {

    private static final String BROWSER = "limen-browser";
    private static final String SESSION = "limen-session";
    private static final String STATE = "limen-state";
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

    /** Sets the session for so long, or until the browser closes. */
    public NewCookie session(OpaqueToken value, Optional<Duration> lifetime) {
        return lifetime.map(age -> session(value, age)).orElseGet(() -> session(value));
    }

    /** Takes the session out of the browser. */
    public NewCookie forgetSession() {
        return cookie(SESSION, "").maxAge(0).build();
    }

    /** The name of the session's cookie, as it is on the wire. */
    String sessionName() {
        return named(SESSION);
    }

    /** The name of the cookie that scripts of our own pages read (Session Management 1.0, section 3.2). */
    public String stateName() {
        return named(STATE);
    }

    /** What the browser has for the state of its sessions. It proves nothing: scripts can read and write it. */
    public Optional<OpaqueToken> state(HttpHeaders headers) {
        return value(headers, STATE);
    }

    /** Whether the browser has this state already. */
    static boolean has(Map<String, Cookie> sent, NewCookie cookie) {
        return Optional.ofNullable(sent.get(cookie.getName()))
                .map(Cookie::getValue)
                .filter(cookie.getValue()::equals)
                .isPresent();
    }

    /**
     * Sets what the frame of Session Management reads in pages of other sites: for scripts, and with every request where
     * TLS allows it. Without TLS browsers refuse {@code SameSite=None}.
     */
    NewCookie state(OpaqueToken value) {
        return new NewCookie.Builder(named(STATE))
                .value(value.reveal())
                .path("/")
                .secure(secure)
                .sameSite(secure ? NewCookie.SameSite.NONE : NewCookie.SameSite.LAX)
                .build();
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
