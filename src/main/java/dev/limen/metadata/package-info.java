/**
 * What the provider says of itself, as far as each part of it can tell: parts contribute, {@code discovery} collects and
 * publishes. It knows no part by name.
 */
package dev.limen.metadata;
