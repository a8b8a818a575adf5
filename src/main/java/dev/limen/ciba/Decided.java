package dev.limen.ciba;

import java.util.UUID;

/** Fired in the transaction in which a person decided; {@code request} is the request's name. */
record Decided(UUID request) {}
