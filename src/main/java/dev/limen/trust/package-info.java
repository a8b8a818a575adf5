/**
 * Who else may say who a person is: the issuers whose assertions are accepted (RFC 7521, section 4.1), as the operator
 * declared them. How an assertion is checked is left to {@code assertion}.
 */
package dev.limen.trust;
