package dev.limen.logout;

import dev.limen.web.HiddenField;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Asks before the session ends (OpenID Connect RP-Initiated Logout 1.0, section 2).
 *
 * @param action where the form goes
 * @param fields what the form sends along, the CSRF token among it
 * @param account who is signed in
 * @param client the name of the client that asks, or empty
 * @param several whether others are signed in in this browser, too
 */
@CheckedTemplate(basePath = "logout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ConfirmSignOutPage(
        Page page, String action, List<HiddenField> fields, String account, String client, boolean several)
        implements TemplateInstance {}
