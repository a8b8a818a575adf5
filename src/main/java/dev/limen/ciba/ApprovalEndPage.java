package dev.limen.ciba;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What came of a request.
 *
 * @param text in the page's language
 * @param all where the other requests are
 */
@CheckedTemplate(basePath = "ciba", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ApprovalEndPage(Page page, String text, boolean allowed, String all) implements TemplateInstance {}
