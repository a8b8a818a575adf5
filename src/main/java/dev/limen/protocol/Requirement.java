package dev.limen.protocol;

/** One thing that a {@link Profile} demands, and one check asks for. Clauses without a name are of FAPI 2.0 Security Profile. */
public enum Requirement {
    /** Each access token is bound to a key or a certificate (section 5.3.2.1, number 4). */
    SENDER_CONSTRAINED_TOKENS,
    /** An assertion names this provider by its issuer identifier, as one string (section 5.3.2.1, number 8). */
    ISSUER_AS_AUDIENCE,
    /** A refresh token stays what it is when it is used (section 5.3.2.1, number 9). */
    STEADY_REFRESH_TOKENS,
    /** Authorization requests are pushed (section 5.3.2.2, number 3). */
    PUSHED_REQUESTS,
    /** Each authorization request that asks for a code has a code challenge (section 5.3.2.2, number 5). */
    CODE_CHALLENGE,
    /** Each authorization request says where its answer goes (section 5.3.2.2, number 6). */
    REDIRECT_URI,
    /** No authorization response passes over http, but to a native application (section 5.3.2.2, number 8). */
    ENCRYPTED_REDIRECTS,
    /** A backchannel request is signed and has a binding message, by which a person knows it (FAPI-CIBA, section 5.2.2). */
    BOUND_BACKCHANNEL_REQUESTS,
    /** Authorization requests are signed request objects (FAPI 2.0 Message Signing, section 5.3.1). */
    SIGNED_REQUESTS,
    /** Authorization responses are JWTs (FAPI 2.0 Message Signing, section 5.4.1). */
    SIGNED_RESPONSES,
    /** Introspection answers are JWTs (FAPI 2.0 Message Signing, section 5.5.1). */
    SIGNED_INTROSPECTION
}
