package dev.limen.session;

import dev.limen.protocol.OpaqueToken;
import java.time.Duration;
import java.util.Optional;

/**
 * A session that the browser acts as from now on.
 *
 * @param cookie the new value of the session cookie; the old one is void
 * @param maxAge how long the browser should keep it; empty: until the browser is closed
 */
public record Begun(Session session, OpaqueToken cookie, Optional<Duration> maxAge) {}
