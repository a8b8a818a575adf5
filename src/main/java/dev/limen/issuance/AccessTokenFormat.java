package dev.limen.issuance;

import dev.limen.jose.SigningAlgorithm;

/** One form of access tokens, chosen per resource or client by {@code access_token_format}. */
public interface AccessTokenFormat {

    /** The value of {@code access_token_format}. */
    String name();

    /**
     * The token as the client receives it.
     *
     * @param algorithm signs it, where its form is one that is signed
     */
    String issue(AccessTokenFacts facts, SigningAlgorithm algorithm);
}
