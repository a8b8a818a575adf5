package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import java.util.Optional;

/**
 * A proven grant.
 *
 * @param scope what the tokens are asked for, the grant's own scope or less
 * @param nonce the nonce of the authorization request, where the ID token must repeat it
 * @param refreshToken the refresh token that goes with the answer
 */
public record Redemption(Grant grant, Scope scope, Optional<String> nonce, Optional<OpaqueToken> refreshToken) {}
