package dev.limen.key;

import java.time.Duration;

/**
 * Something that is signed with these keys and has to be verifiable until it ends. A bean for each kind; a key stays
 * published until the last of what it signed has ended.
 */
public interface SignedTokens {

    /** The longest time from the signature to the end of anything of this kind that may be signed now. */
    Duration longestLifetime();
}
