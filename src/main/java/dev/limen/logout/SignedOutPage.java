package dev.limen.logout;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The end of a sign-out that does not lead back to a client by itself, also of one that the person has called off.
 *
 * @param link the way back to the client, or empty
 * @param client the client's name, where there is a link
 */
@CheckedTemplate(basePath = "logout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedOutPage(Page page, String heading, String text, String link, String client) implements TemplateInstance {}
