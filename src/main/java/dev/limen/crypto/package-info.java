/**
 * The secrets of the installation: the master key with everything that is derived from it, and the making of random
 * tokens. It knows neither what is sealed nor where it is kept; signatures and JWTs belong to {@code jose}.
 */
package dev.limen.crypto;
