package dev.limen.device;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What came of a device; {@code text} in the page's language. */
@CheckedTemplate(basePath = "device", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DecidedPage(Page page, String text, boolean allowed) implements TemplateInstance {}
