package dev.limen.consent;

import dev.limen.interaction.PermissionView;
import dev.limen.web.ClientView;
import dev.limen.web.LinksView;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What a client asks for, and the person's answer.
 *
 * @param action where the form goes
 * @param csrf the form's token, see {@link dev.limen.web.Csrf}
 * @param account who decides
 * @param permissions what the client could do then
 * @param host where the answer takes the browser, so that people can recognise it
 * @param links how the client treats people's data
 * @param remembered whether the answer holds for the next time, too
 */
@CheckedTemplate(basePath = "consent", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ConsentPage(
        Page page,
        ClientView client,
        String action,
        String csrf,
        String account,
        List<PermissionView> permissions,
        String host,
        LinksView links,
        boolean remembered)
        implements TemplateInstance {}
