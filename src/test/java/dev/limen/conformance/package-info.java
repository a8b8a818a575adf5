/**
 * One walk-through for each certification profile, written from the clauses of its specification and against the very set-up
 * that lies in {@code deployment/conformance}. Each rule has its own, deeper tests beside its code.
 */
package dev.limen.conformance;
