/**
 * What access is for: scope values with what they mean, and the protected resources that accept them. Who may ask for a
 * scope is left to the client's metadata, and what was granted to the package grant.
 */
package dev.limen.resource;
