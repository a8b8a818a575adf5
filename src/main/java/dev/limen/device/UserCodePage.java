package dev.limen.device;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The form for a device's code.
 *
 * @param action where the form goes
 * @param csrf the form's token, see {@link dev.limen.web.Csrf}
 * @param code what the field holds already
 * @param filled whether a link filled it in
 * @param failure why the last code did not do, in the page's language, or empty
 */
@CheckedTemplate(basePath = "device", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record UserCodePage(Page page, String action, String csrf, String code, boolean filled, String failure)
        implements TemplateInstance {}
