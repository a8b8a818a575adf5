package dev.limen.ciba;

import dev.limen.web.ClientView;
import io.quarkus.qute.TemplateData;

/**
 * One request that waits for the person.
 *
 * @param message the binding message, or empty
 * @param address where it is decided
 */
@TemplateData
record WaitingView(ClientView client, String message, String address) {}
