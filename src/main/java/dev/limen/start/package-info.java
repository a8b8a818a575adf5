/** The page at the issuer's own address, for people who come without an application. */
package dev.limen.start;
