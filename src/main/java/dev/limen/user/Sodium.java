package dev.limen.user;

/** The one function of libsodium that is used: {@code crypto_pwhash} with Argon2id version 19 and one lane. */
interface Sodium {

    /** {@code crypto_pwhash_SALTBYTES}: it takes no other length. */
    int SALT_BYTES = 16;

    /** {@code crypto_pwhash_BYTES_MIN}. */
    int MIN_TAG_BYTES = 16;

    /** {@code crypto_pwhash_ALG_ARGON2ID13}. */
    int ARGON2ID13 = 2;

    /**
     * Fills the tag.
     *
     * @param passes {@code opslimit}
     * @param memory {@code memlimit}, in bytes
     * @return whether there was memory for it
     */
    boolean pwhash(byte[] tag, byte[] password, byte[] salt, long passes, long memory);
}
