package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.user.User;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person is told.
 *
 * @param client who asks
 * @param page where the person decides; it names the request and proves nothing
 * @param waits how long the request still waits
 */
record Notice(User person, Client client, Optional<String> bindingMessage, URI page, Duration waits) {}
