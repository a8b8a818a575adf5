/**
 * JSON as strangers send it: read within limits and without ambiguity, and written plainly. Binding to Java types, and
 * the JSON of our own database columns, are the business of the packages that own those types.
 */
package dev.limen.json;
