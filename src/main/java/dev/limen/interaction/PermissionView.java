package dev.limen.interaction;

import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * One thing that a client asks for.
 *
 * @param text in the page's language, or in the words of whoever declared the scope
 * @param detail more about it, or empty
 * @param parts the text in parts, where some are the client's; else empty
 * @param fields everything that authorization details say, where the permission is one of them; else empty
 */
@TemplateData
public record PermissionView(String text, String detail, List<PartView> parts, List<FieldView> fields) {

    /** In words that are all our own, or the operator's. */
    public PermissionView(String text, String detail) {
        this(text, detail, List.of(), List.of());
    }
}
