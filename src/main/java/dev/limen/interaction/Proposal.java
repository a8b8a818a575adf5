package dev.limen.interaction;

import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import java.util.Set;

/**
 * What a client would be granted: what the person is asked, and no more than that is theirs to give.
 *
 * @param scope only what the named resources understand, and what the client can use
 * @param details what is asked for beyond the scope (RFC 9396)
 * @param claims those about the person that are asked for by name, and that no value of the scope brings along
 */
public record Proposal(Scope scope, AuthorizationDetails details, Set<String> claims) {}
