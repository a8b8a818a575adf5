/**
 * The Token Status Lists as they are served (Token Status List, draft-ietf-oauth-status-list): signed, compressed and
 * cacheable. Which places are revoked is {@code grant}'s to know, and the claim in tokens is {@code issuance}'s.
 */
package dev.limen.statuslist;
