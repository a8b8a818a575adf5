package dev.limen.logout;

import dev.limen.web.Assets;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What a client's page asks, by messages, whether the sessions of this browser have changed.
 *
 * @param cookie the name of the cookie that has their state
 */
@CheckedTemplate(basePath = "logout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CheckSessionPage(Assets assets, String cookie) implements TemplateInstance {}
