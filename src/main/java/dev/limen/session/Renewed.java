package dev.limen.session;

import dev.limen.protocol.OpaqueToken;
import java.time.Duration;
import java.util.Optional;

/**
 * A new cookie for the people who are still signed in.
 *
 * @param cookie the new value; the old one is void
 * @param maxAge how long the browser should keep it; empty: until the browser is closed
 */
public record Renewed(OpaqueToken cookie, Optional<Duration> maxAge) {}
