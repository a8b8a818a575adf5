package dev.limen.protocol;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What a client may ask for at the authorization endpoint: one rule, one function, its clause above it. */
public final class AuthorizationRules {

    private static final String OAUTH = "RFC 6749, section 4.1.2.1";

    private AuthorizationRules() {}

    /** RFC 6749, section 3.1.1: a response type that is not known, or switched off, is refused as such. */
    public static void responseTypeSupported(AuthorizationRequest request, Set<String> supported) {
        if (!supported.contains(request.responseType().wire())) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type has a value that is not supported", OAUTH);
        }
    }

    /** OpenID Connect Registration 1.0, section 2: the client keeps to what it registered. */
    public static void responseTypeRegistered(AuthorizationRequest request, ClientMetadata client) {
        if (!client.responseTypes().contains(request.responseType().wire())) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "the client is not registered for this response_type", OAUTH);
        }
        if (request.responseType().code() && !client.allows(ClientMetadata.AUTHORIZATION_CODE)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "the client is not registered for the authorization_code grant",
                    OAUTH);
        }
        if (request.responseType().tokensInFront() && !client.allows(ClientMetadata.IMPLICIT)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "the client is not registered for the implicit grant", OAUTH);
        }
    }

    /** OpenID Connect Core 1.0, sections 3.2.2.1 and 3.3.2.1: an ID token is for OpenID Connect requests. */
    public static void openidForIdToken(AuthorizationRequest request) {
        if (request.responseType().idToken() && !request.openid()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "an ID token needs the scope openid",
                    "OpenID Connect Core 1.0, section 3.2.2.1");
        }
    }

    /** OpenID Connect Core 1.0, sections 3.2.2.1 and 3.3.2.11: what passes through the browser could be replayed. */
    public static void nonceForIdToken(AuthorizationRequest request) {
        if (request.responseType().idToken() && request.nonce().isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "the parameter nonce is missing",
                    "OpenID Connect Core 1.0, section 3.2.2.1");
        }
    }

    /**
     * OAuth 2.0 Multiple Response Type Encoding Practices, section 3: logs and referrers keep queries. In a JWT that only the
     * client can read, nobody learns from it (JARM, section 2.3.1).
     */
    public static void noTokenInQuery(AuthorizationRequest request, ClientMetadata client) {
        Optional<String> mode = request.parameters().get("response_mode");
        boolean sealed = client.authorizationEncryption().alg().isPresent();
        boolean query = mode.filter(m -> m.equals("query") || m.equals("query.jwt") && !sealed)
                .isPresent();
        if (request.responseType().tokensInFront() && query) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "response_mode " + mode.get() + " is not for response types with a token",
                    "OAuth 2.0 Multiple Response Type Encoding Practices, section 3");
        }
    }

    /** OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1. */
    public static void responseModeSupported(AuthorizationRequest request, Collection<String> supported) {
        if (request.parameters()
                .get("response_mode")
                .filter(mode -> !supported.contains(mode))
                .isPresent()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "response_mode has a value that is not supported", OAUTH);
        }
    }

    /** RFC 6749, section 3.3: there is no default, and what nobody knows or this client may not have is refused. */
    public static void scopeAllowed(AuthorizationRequest request, ClientMetadata client, Set<String> known) {
        scopeAllowed(request.scope(), request.authorizationDetails(), client, known);
    }

    /** The same, for a request to another endpoint; authorization details can stand alone (RFC 9396, section 3.1). */
    public static void scopeAllowed(
            Scope scope, AuthorizationDetails details, ClientMetadata client, Set<String> known) {
        if (!scope.isEmpty() || details.isEmpty()) {
            scopeAllowed(scope, client, known);
        }
    }

    /** The same, for a request to another endpoint. */
    public static void scopeAllowed(Scope scope, ClientMetadata client, Set<String> known) {
        if (scope.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "the parameter scope is missing", "RFC 6749, section 3.3");
        }
        if (!known.containsAll(scope.values())) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "a scope value is not known", "RFC 6749, section 3.3");
        }
        if (!client.scope().containsAll(scope)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE,
                    "the client is not registered for all of the scope",
                    "RFC 6749, section 3.3");
        }
    }

    /** RFC 9700, section 2.1.1: every client, unless a confidential one is registered as older software. */
    public static void codeChallengePresent(AuthorizationRequest request, ClientMetadata client) {
        if (!request.responseType().code()) {
            return;
        }
        if (request.codeChallenge().isEmpty() && (client.requirePkce() || client.isPublic())) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "the parameter code_challenge is missing", "RFC 7636, section 4.4.1");
        }
    }

    /** OpenID Connect Core 1.0, section 5.5.1.1: an essential level that cannot be had is a failed authentication. */
    public static void essentialAcrReachable(AuthorizationRequest request, Set<String> supported) {
        ClaimsRequest.Wanted acr = request.claims().idToken().get("acr");
        if (acr != null && acr.essential() && supported.stream().noneMatch(acr::accepts)) {
            throw new OAuthException(
                    ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
                    "none of the essential acr values can be reached",
                    "OpenID Connect Core 1.0, section 5.5.1.1");
        }
    }
}
