package dev.limen.demo;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The demo application before the sign-in.
 *
 * @param error what the provider answered instead of a code, or empty
 */
@CheckedTemplate(basePath = "demo", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DemoHomePage(Page page, String signIn, String silent, String device, String error, String description)
        implements TemplateInstance {}
