package dev.limen.authorize;

import dev.limen.web.HiddenField;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * An authorization response as a form that posts itself (OAuth 2.0 Form Post Response Mode).
 *
 * @param action the client's redirect URI
 * @param fields the response's parameters
 * @param client the client's name
 */
@CheckedTemplate(basePath = "authorize", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FormPostPage(Page page, String action, List<HiddenField> fields, String client) implements TemplateInstance {}
