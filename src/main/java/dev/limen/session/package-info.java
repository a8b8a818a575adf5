/**
 * Who is signed in, in which browser: sessions, their ends, and the cookie value that names them.
 *
 * <p>It leaves the cookie itself to {@code web}, what was granted within a session to {@code grant}, and whether a
 * session is fresh enough for a request to the checks of that request.
 */
package dev.limen.session;
