package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.Parameters;

/** A token request of an authenticated client that may use the grant type. */
public record TokenRequest(Client client, Parameters parameters) {}
