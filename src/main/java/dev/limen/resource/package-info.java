/**
 * What access is for and what it takes, as the operator declared it: scope values with what they mean, types of
 * authorization details, the protected resources that accept them, and the levels of authentication. Who may ask for a
 * scope is left to the client's metadata, and what was granted to the package grant.
 */
package dev.limen.resource;
