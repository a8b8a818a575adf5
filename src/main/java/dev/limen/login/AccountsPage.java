package dev.limen.login;

import dev.limen.web.ClientView;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The choice between the accounts that are signed in on this device.
 *
 * @param action where the form goes
 * @param csrf the form's token, see {@link dev.limen.web.Csrf}
 * @param cancel what the button says that leaves the sign-in
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccountsPage(Page page, ClientView client, String action, String csrf, List<AccountView> accounts, String cancel)
        implements TemplateInstance {}
