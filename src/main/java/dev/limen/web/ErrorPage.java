package dev.limen.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The page for everything that must not, or cannot, go back to a client.
 *
 * @param code the error code for the client's developer, or empty
 * @param description the sentence for the client's developer, or empty
 * @param reference what finds the log line
 */
@CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ErrorPage(
        Page page, String heading, String explanation, String advice, String code, String description, String reference)
        implements TemplateInstance {}
