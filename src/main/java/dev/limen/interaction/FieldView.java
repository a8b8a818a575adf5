package dev.limen.interaction;

import io.quarkus.qute.TemplateData;

/** A member of authorization details, with its value in one line. */
@TemplateData
public record FieldView(String name, String value) {}
