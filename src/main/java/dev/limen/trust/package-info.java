/**
 * Who else may say who a person is: the issuers whose assertions are accepted (RFC 7521, section 4.1), as the operator
 * declared them; how an assertion is checked, and which account it is about. What it is good for is left to the leaves.
 */
package dev.limen.trust;
