package dev.limen.ciba;

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
 * @param message what the person is to find at the client, too, or empty
 * @param account who decides
 * @param permissions what the client could do then
 * @param links how the client treats people's data
 */
@CheckedTemplate(basePath = "ciba", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ApprovalPage(
        Page page,
        ClientView client,
        String action,
        String csrf,
        String message,
        String account,
        List<PermissionView> permissions,
        LinksView links)
        implements TemplateInstance {}
