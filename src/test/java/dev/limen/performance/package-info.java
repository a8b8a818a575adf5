/** What a request costs, as far as it can be counted: the statements of {@code docs/performance.md}. */
package dev.limen.performance;
