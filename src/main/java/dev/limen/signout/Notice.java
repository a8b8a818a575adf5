package dev.limen.signout;

import java.util.UUID;

/**
 * A client that is to be told of the end of a session.
 *
 * @param clientId the client's key
 * @param userId the key of the person whose session it was
 * @param attempts how often it has been tried, this time included
 */
record Notice(UUID id, UUID clientId, UUID userId, String sid, int attempts) {}
