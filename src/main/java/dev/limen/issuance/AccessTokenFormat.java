package dev.limen.issuance;

/** One form of access tokens, chosen per client by {@code access_token_format}. */
public interface AccessTokenFormat {

    /** The value of {@code access_token_format}. */
    String name();

    /** The token as the client receives it. */
    String issue(AccessTokenFacts facts);
}
