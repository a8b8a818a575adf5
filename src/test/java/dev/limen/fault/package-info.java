/**
 * What an operator fears: the packaged program killed, its database away or failing over, two nodes on one database. Each test starts
 * processes of its own, on a PostgreSQL of its own.
 */
package dev.limen.fault;
