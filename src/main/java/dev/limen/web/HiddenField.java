package dev.limen.web;

/** A hidden input of a form. */
public record HiddenField(String name, String value) {}
