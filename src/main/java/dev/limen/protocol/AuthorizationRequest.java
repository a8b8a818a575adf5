package dev.limen.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An authorization request whose every value has the form that its specification gives it (RFC 6749, section 4.1.1;
 * OpenID Connect Core 1.0, section 3.1.2.1). Whether this client may ask for it is for the checks to say.
 *
 * @param parameters what the client sent: the form in which the request is stored and read again
 * @param resources the resources that it names (RFC 8707, section 2.1)
 * @param authorizationDetails what it asks for beyond the scope (RFC 9396)
 */
public record AuthorizationRequest(
        Parameters parameters,
        String clientId,
        ResponseType responseType,
        Scope scope,
        List<String> resources,
        Optional<String> state,
        Optional<String> nonce,
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> idTokenHint,
        Optional<String> loginHint,
        List<String> uiLocales,
        List<String> acrValues,
        Optional<Display> display,
        ClaimsRequest claims,
        Optional<CodeChallenge> codeChallenge,
        AuthorizationDetails authorizationDetails) {

    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads the parameters.
     *
     * @throws OAuthException the refusal of RFC 6749, section 4.1.2.1 or OpenID Connect Core 1.0, section 3.1.2.6
     */
    public static AuthorizationRequest parse(Parameters parameters, JsonParser json) {
        parameters.refuseMalformed(Parameters.RESOURCE);
        refuseUnsupported(parameters);
        parameters.get("dpop_jkt").ifPresent(AuthorizationRequest::refuseUnlessThumbprint);
        return new AuthorizationRequest(
                parameters,
                parameters.require("client_id", "RFC 6749, section 4.1.1"),
                responseType(parameters.require("response_type", "RFC 6749, section 4.1.1")),
                parameters.get("scope").map(Scope::parse).orElse(Scope.EMPTY),
                parameters.all(Parameters.RESOURCE),
                parameters.get("state"),
                parameters.get("nonce"),
                Prompt.parse(parameters.list("prompt")),
                parameters.get("max_age").map(AuthorizationRequest::seconds),
                parameters.get("id_token_hint"),
                parameters.get("login_hint"),
                parameters.list("ui_locales"),
                parameters.list("acr_values"),
                parameters.get("display").map(Display::of),
                parameters
                        .get("claims")
                        .map(text -> ClaimsRequest.parse(text, json))
                        .orElse(ClaimsRequest.NONE),
                CodeChallenge.parse(parameters),
                parameters
                        .get(AuthorizationDetails.NAME)
                        .map(text -> AuthorizationDetails.parse(text, json))
                        .orElse(AuthorizationDetails.NONE));
    }

    /** The redirection URI as the client sent it; absent where it relies on its only registered one. */
    public Optional<String> redirectUri() {
        return parameters.get("redirect_uri");
    }

    /** The languages in which the client prefers claims, as it sent them (OpenID Connect Core 1.0, section 5.2). */
    public Optional<String> claimsLocales() {
        return parameters.get("claims_locales");
    }

    /** The thumbprint of the key to which the code is to be bound (RFC 9449, section 10). */
    public Optional<String> dpopJkt() {
        return parameters.get("dpop_jkt");
    }

    /** Whether this is an OpenID Connect request rather than one of plain OAuth 2.0. */
    public boolean openid() {
        return scope.contains(Scope.OPENID);
    }

    public boolean prompts(Prompt prompt) {
        return prompts.contains(prompt);
    }

    /** OpenID Connect Core 1.0, sections 6 and 3.1.2.6: what is not supported has an error code of its own. */
    private static void refuseUnsupported(Parameters parameters) {
        String clause = "OpenID Connect Core 1.0, section 3.1.2.6";
        if (parameters.has("request")) {
            throw new OAuthException(ErrorCode.REQUEST_NOT_SUPPORTED, "request objects are not supported", clause);
        }
        if (parameters.has("request_uri")) {
            throw new OAuthException(ErrorCode.REQUEST_URI_NOT_SUPPORTED, "request_uri is not supported", clause);
        }
        if (parameters.has("registration")) {
            throw new OAuthException(ErrorCode.REGISTRATION_NOT_SUPPORTED, "registration is not supported", clause);
        }
    }

    private static ResponseType responseType(String value) {
        return ResponseType.parse(value)
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.UNSUPPORTED_RESPONSE_TYPE,
                        "response_type has a value that is not supported",
                        "RFC 6749, section 4.1.2.1"));
    }

    private static void refuseUnlessThumbprint(String value) {
        if (!THUMBPRINT.matcher(value).matches()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "dpop_jkt must be the SHA-256 thumbprint of a key, in base64url",
                    "RFC 9449, section 10");
        }
    }

    private static Duration seconds(String value) {
        if (!SECONDS.matcher(value).matches()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "max_age must be a whole number of seconds",
                    "OpenID Connect Core 1.0, section 3.1.2.1");
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    /** The parameter names only: state, nonce and hints are nobody else's business. */
    @Override
    public String toString() {
        return "AuthorizationRequest" + parameters;
    }
}
