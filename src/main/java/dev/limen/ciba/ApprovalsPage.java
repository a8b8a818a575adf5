package dev.limen.ciba;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** All requests that wait for a person; {@code account} is who that is. */
@CheckedTemplate(basePath = "ciba", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ApprovalsPage(Page page, String account, List<WaitingView> requests) implements TemplateInstance {}
