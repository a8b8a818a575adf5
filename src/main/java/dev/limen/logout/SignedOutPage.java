package dev.limen.logout;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The end of a sign-out that does not lead back to a client at once, also of one that the person has called off. Where there
 * are frames and a link, it goes on by itself when the frames have loaded, or after a while.
 *
 * @param link the way back to the client, or empty
 * @param client the client's name, where there is a link
 * @param frames of the clients that sign the person out by themselves
 * @param patience how long it waits for them, in milliseconds
 * @param seconds the same in whole seconds, where scripts are off
 */
@CheckedTemplate(basePath = "logout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedOutPage(
        Page page,
        String heading,
        String text,
        String link,
        String client,
        List<Frame> frames,
        long patience,
        long seconds)
        implements TemplateInstance {}
