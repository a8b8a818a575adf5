/**
 * The program's entry point, and nothing else: {@link dev.limen.Limen} brings settings, database and application
 * together. What the application does is in the packages below.
 */
package dev.limen;
