package dev.limen.interaction;

import io.quarkus.qute.TemplateData;

/**
 * A part of a sentence.
 *
 * @param sent whether it is what the client sent, rather than the operator's words
 */
@TemplateData
public record PartView(String text, boolean sent) {}
