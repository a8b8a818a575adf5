package dev.limen.device;

import dev.limen.interaction.PermissionView;
import dev.limen.web.ClientView;
import dev.limen.web.LinksView;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What a device asks for, and the person's answer.
 *
 * @param action where the form goes
 * @param csrf the form's token, see {@link dev.limen.web.Csrf}
 * @param code what the device must show
 * @param account who decides
 * @param otherAccount where another account can be chosen
 * @param permissions what the client could do then
 * @param links how the client treats people's data
 */
@CheckedTemplate(basePath = "device", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ApprovalPage(
        Page page,
        ClientView client,
        String action,
        String csrf,
        String code,
        String account,
        String otherAccount,
        List<PermissionView> permissions,
        LinksView links)
        implements TemplateInstance {}
