package dev.limen.user;

import dev.limen.protocol.OpaqueToken;
import java.util.Optional;

/**
 * Where a sign-in comes from.
 *
 * @param address the peer's IP address
 * @param browser the cookie that names the browser, if it sent one
 */
public record Source(String address, Optional<OpaqueToken> browser) {}
