package dev.limen.interaction;

import io.quarkus.qute.TemplateData;

/**
 * One thing that a client asks for.
 *
 * @param text in the page's language, or in the words of whoever declared the scope
 * @param detail more about it, or empty
 */
@TemplateData
public record PermissionView(String text, String detail) {}
