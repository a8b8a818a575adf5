package dev.limen.ciba;

import java.util.UUID;

/** Fired in the transaction in which a client asked a person; {@code request} is the request's name. */
record Asked(UUID request) {}
