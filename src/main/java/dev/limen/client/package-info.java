/**
 * Clients: what is registered about each, their secrets, and how they authenticate. Where the registration comes from
 * (realm file, registration endpoint, administration) and what a client may be granted is left to others.
 */
package dev.limen.client;
