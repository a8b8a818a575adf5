/**
 * The embedded PostgreSQL server with the directory that it and its program own, and what every database is used for
 * besides rows: sweeps, and notifications between nodes.
 *
 * <p>Owns: claiming a data directory for one running program, unpacking and running the server in it, and the master
 * key file beside it; the connection on which a node hears of changes at once. Leaves to others: which database is used
 * (the program's entry point), what is in it (Flyway and the entity packages), what a change means to a node, and what
 * the master key protects.
 */
package dev.limen.storage;
