package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.SenderConstraint;

/**
 * A token request of an authenticated client that may use the grant type.
 *
 * @param proven what the request proves possession of, and its tokens are bound to
 */
public record TokenRequest(Client client, Parameters parameters, SenderConstraint proven) {}
