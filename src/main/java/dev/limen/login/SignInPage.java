package dev.limen.login;

import dev.limen.web.ClientView;
import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The sign-in form.
 *
 * @param action where the form goes
 * @param csrf the form's token, see {@link dev.limen.web.Csrf}
 * @param username what the field holds already: a login hint, or what was typed before
 * @param remember whether the person had chosen to stay signed in
 * @param again whether a person who is signed in has to prove it again
 * @param failure why the last attempt failed, in the page's language, or empty
 * @param cancel what the button says that leaves the sign-in
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignInPage(
        Page page,
        ClientView client,
        String action,
        String csrf,
        String username,
        boolean remember,
        boolean again,
        String failure,
        String cancel)
        implements TemplateInstance {}
