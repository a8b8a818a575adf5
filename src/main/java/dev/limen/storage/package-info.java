/**
 * The embedded PostgreSQL server, and the directory that it and its program own.
 *
 * <p>Owns: claiming a data directory for one running program, unpacking and running the server in it, and the master
 * key file beside it. Leaves to others: which database is used (the program's entry point), what is in it (Flyway and
 * the entity packages), and what the master key protects.
 */
package dev.limen.storage;
