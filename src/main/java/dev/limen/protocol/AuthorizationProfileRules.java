package dev.limen.protocol;

/** What the profile of a client adds at the authorization endpoint: one rule, one function, its clause above it. */
public final class AuthorizationProfileRules {

    private AuthorizationProfileRules() {}

    /** FAPI 2.0 Security Profile, section 5.3.2.2, number 1. */
    public static void responseTypePermitted(AuthorizationRequest request, Requirements required) {
        if (!required.responseTypes().contains(request.responseType().wire())) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "the profile of the client does not permit this response_type",
                    "FAPI 2.0 Security Profile, section 5.3.2.2");
        }
    }

    /** FAPI 2.0 Message Signing, section 5.4: the client asks for what it has to verify. */
    public static void responseSigned(AuthorizationRequest request, Requirements required) {
        boolean signed = request.parameters()
                .get("response_mode")
                .filter(mode -> mode.equals("jwt") || mode.endsWith(".jwt"))
                .isPresent();
        if (required.demand(Requirement.SIGNED_RESPONSES) && !signed) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "the profile of the client has signed responses only: response_mode must be jwt",
                    "FAPI 2.0 Message Signing, section 5.4");
        }
    }

    /** FAPI 2.0 Security Profile, section 5.3.2.2, number 5. */
    public static void codeChallengeDemanded(AuthorizationRequest request, Requirements required) {
        if (required.demand(Requirement.CODE_CHALLENGE)
                && request.responseType().code()
                && request.codeChallenge().isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "the parameter code_challenge is missing", "RFC 7636, section 4.4.1");
        }
    }
}
