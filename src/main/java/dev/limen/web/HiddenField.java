package dev.limen.web;

import io.quarkus.qute.TemplateData;

/** A hidden input of a form. */
@TemplateData
public record HiddenField(String name, String value) {}
