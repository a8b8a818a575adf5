/**
 * Calls to addresses that others chose: {@code jwks_uri} and its like. One guarded client, so that no such address leads
 * into the operator's own network, and no slow host holds more than its share of the workers.
 *
 * <p>What an answer means, and how long it may be kept, is left to the caller.
 */
package dev.limen.outbound;
