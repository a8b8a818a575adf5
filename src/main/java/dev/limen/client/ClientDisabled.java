package dev.limen.client;

import java.util.UUID;

/** Fired in the transaction that disables a client. */
public record ClientDisabled(UUID clientId) {}
