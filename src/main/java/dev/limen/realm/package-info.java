/**
 * The realm file: clients, users, scopes and resources as code. Reads it, says everything that is wrong with it by line,
 * and applies it in one transaction. What each thing is, and how it is stored, belongs to the packages client, user and
 * resource.
 */
package dev.limen.realm;
