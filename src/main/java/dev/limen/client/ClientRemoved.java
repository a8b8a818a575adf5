package dev.limen.client;

import java.util.UUID;

/** Fired in the transaction that deletes a client, before its row is gone. */
public record ClientRemoved(UUID clientId) {}
