/** The page at the issuer's own address, for people who come without an application; and the first line of the log. */
package dev.limen.start;
