package dev.limen.consent;

/**
 * One thing that a client asks for.
 *
 * @param text in the page's language, or in the words of whoever declared the scope
 * @param detail more about it, or empty
 */
record PermissionView(String text, String detail) {}
