/**
 * Slows those who guess: leaky buckets of failures in the database, which every node fills together. It knows nothing of
 * what is guessed; whoever asks for it says which buckets a try counts in, and how much each holds.
 */
package dev.limen.throttle;
