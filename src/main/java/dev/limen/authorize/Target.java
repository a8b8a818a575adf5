package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.issuance.JwtResponses;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.RedirectUri;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Requirements;
import dev.limen.protocol.ResponseType;
import java.util.Collection;
import java.util.Optional;

/**
 * Where the answer goes. From the moment that a request has one, its refusals go to the client.
 *
 * @param redirectUri one of the client's own
 * @param given whether the request named it
 * @param mode a response mode that is supported
 * @param client whose answer it is
 * @param uiLocales the languages that the person prefers
 */
record Target(
        String redirectUri,
        boolean given,
        String mode,
        Optional<String> state,
        Client client,
        Optional<String> uiLocales) {

    private static final String QUERY = "query";
    private static final String FRAGMENT = "fragment";

    /**
     * Finds it.
     *
     * @param required what is required of the client
     * @throws OAuthException {@code invalid_request}, for the person only: the client's address is not certain
     */
    static Target of(Parameters parameters, Client client, Collection<String> modes, Requirements required) {
        ClientMetadata metadata = client.metadata;
        Optional<String> requested = parameters.get("redirect_uri");
        if (requested.isEmpty() && openid(parameters)) {
            parameters.require("redirect_uri", "OpenID Connect Core 1.0, section 3.1.2.1");
        }
        if (required.demand(Requirement.REDIRECT_URI)) {
            parameters.require("redirect_uri", "FAPI 2.0 Security Profile, section 5.3.2.2");
        }
        String redirectUri = RedirectUri.resolve(requested, metadata.redirectUris(), metadata.isNative())
                .filter(uri -> RedirectUri.permitted(uri, metadata, required))
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_REQUEST,
                        "redirect_uri is not one that the client has registered",
                        "RFC 9700, section 4.1.3"));
        return new Target(
                redirectUri,
                requested.isPresent(),
                mode(parameters, metadata, modes, required),
                parameters.get("state"),
                client,
                parameters.get("ui_locales"));
    }

    /**
     * The mode that the request names, or else the one that its response type has by itself. A response with a token never
     * goes into the query, not even to say that it may not (OAuth 2.0 Multiple Response Type Encoding Practices, sections
     * 2.1 and 3).
     */
    private static String mode(
            Parameters parameters, ClientMetadata client, Collection<String> modes, Requirements required) {
        String usual = parameters
                .get("response_type")
                .flatMap(ResponseType::parse)
                .filter(ResponseType::tokensInFront)
                .map(type -> FRAGMENT)
                .orElse(QUERY);
        String named = parameters.get("response_mode").filter(modes::contains).orElse(usual);
        boolean sealed = client.authorizationEncryption().alg().isPresent();
        String mode =
                switch (named) {
                    case QUERY -> usual;
                    case JwtResponses.MODE -> usual + JwtResponses.SUFFIX;
                    case QUERY + JwtResponses.SUFFIX -> sealed ? named : usual + JwtResponses.SUFFIX;
                    default -> named;
                };
        // not even the refusal of another mode goes without its signature
        boolean signed = mode.endsWith(JwtResponses.SUFFIX) || !required.demand(Requirement.SIGNED_RESPONSES);
        return signed ? mode : mode + JwtResponses.SUFFIX;
    }

    /** Whether the answer is one JWT (JARM). */
    boolean jwt() {
        return mode.endsWith(JwtResponses.SUFFIX);
    }

    private static boolean openid(Parameters parameters) {
        return parameters.list("scope").contains("openid");
    }
}
