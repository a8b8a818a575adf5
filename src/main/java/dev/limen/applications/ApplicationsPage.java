package dev.limen.applications;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * A person's applications.
 *
 * @param account who is signed in, or empty
 */
@CheckedTemplate(basePath = "applications", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ApplicationsPage(Page page, String account, List<ApplicationView> applications) implements TemplateInstance {}
