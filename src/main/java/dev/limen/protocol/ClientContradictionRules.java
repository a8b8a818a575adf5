package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadata.AUTHORIZATION_CODE;
import static dev.limen.protocol.ClientMetadata.CIBA;
import static dev.limen.protocol.ClientMetadata.CLIENT_CREDENTIALS;
import static dev.limen.protocol.ClientMetadata.DEVICE_CODE;
import static dev.limen.protocol.ClientMetadata.IMPLICIT;
import static dev.limen.protocol.ClientMetadata.JWT_BEARER;
import static dev.limen.protocol.ClientMetadata.PASSWORD;
import static dev.limen.protocol.ClientMetadata.REFRESH_TOKEN;
import static dev.limen.protocol.ClientMetadata.TOKEN_EXCHANGE_GRANT;
import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Members that cannot all be true. */
final class ClientContradictionRules {

    private ClientContradictionRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        grants(metadata, faults);
        redirects(metadata, faults);
        publicClient(metadata, faults);
        exchange(metadata, faults);
        scope(metadata, faults);
        binding(metadata, faults);
        frontChannel(metadata, faults);
        sector(metadata, faults);
        requests(metadata, faults);
    }

    /** RFC 9101, section 10.5: signed is what has a signature. */
    private static void requests(ClientMetadata metadata, List<Fault> faults) {
        boolean none = metadata.requestObjectSigningAlg().filter("none"::equals).isPresent();
        if (none && metadata.requireSignedRequestObject()) {
            faults.add(new Fault(
                    REQUEST_OBJECT_SIGNING_ALG, "cannot be 'none' together with require_signed_request_object"));
        }
    }

    /** Front-Channel Logout 1.0, section 2: nothing but the client's own site is shown in frames. */
    private static void frontChannel(ClientMetadata metadata, List<Fault> faults) {
        metadata.frontchannelLogoutUri().flatMap(WebOrigin::of).ifPresent(origin -> {
            boolean own = metadata.redirectUris().stream()
                    .anyMatch(uri -> WebOrigin.of(uri).equals(Optional.of(origin)));
            if (!own) {
                faults.add(new Fault(
                        FRONTCHANNEL_LOGOUT_URI,
                        "has not the scheme, host and port of a redirect URI (Front-Channel Logout 1.0, section 2)"));
            }
        });
    }

    /** RFC 7591, section 2.1. */
    private static void grants(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.grantTypes().isEmpty()) {
            faults.add(new Fault(GRANT_TYPES, "is empty"));
        }
        responses(metadata, faults);
        boolean refreshable =
                Stream.of(AUTHORIZATION_CODE, DEVICE_CODE, CIBA, PASSWORD).anyMatch(metadata::allows);
        if (metadata.allows(REFRESH_TOKEN) && !refreshable) {
            faults.add(
                    new Fault(GRANT_TYPES, "has refresh_token, which needs a grant type that issues refresh tokens"));
        }
    }

    /** Grant types and response types go together (RFC 7591, section 2.1; OpenID Connect Registration 1.0, section 2). */
    private static void responses(ClientMetadata metadata, List<Fault> faults) {
        boolean code = responds(metadata, ResponseType::code);
        boolean tokens = responds(metadata, ResponseType::tokensInFront);
        if (metadata.allows(AUTHORIZATION_CODE) && !code) {
            faults.add(
                    new Fault(RESPONSE_TYPES, "needs 'code' for the authorization_code grant (RFC 7591, section 2.1)"));
        }
        if (!metadata.allows(AUTHORIZATION_CODE) && code) {
            faults.add(new Fault(
                    RESPONSE_TYPES,
                    "has 'code', which needs the authorization_code grant type (RFC 7591, section 2.1)"));
        }
        if (metadata.allows(IMPLICIT) && !tokens) {
            faults.add(
                    new Fault(RESPONSE_TYPES, "needs one with a token for the implicit grant (RFC 7591, section 2.1)"));
        }
        if (metadata.allows(IMPLICIT)
                && (metadata.dpopBoundAccessTokens() || metadata.tlsClientCertificateBoundAccessTokens())) {
            faults.add(new Fault(
                    GRANT_TYPES,
                    "has implicit, whose tokens are bound to nothing, beside dpop_bound_access_tokens or"
                            + " tls_client_certificate_bound_access_tokens"));
        }
        if (!metadata.allows(IMPLICIT) && tokens) {
            faults.add(new Fault(
                    RESPONSE_TYPES, "has a token, which needs the implicit grant type (RFC 7591, section 2.1)"));
        }
    }

    private static boolean responds(ClientMetadata metadata, Predicate<ResponseType> how) {
        return metadata.responseTypes().stream()
                .flatMap(type -> ResponseType.parse(type).stream())
                .anyMatch(how);
    }

    /** RFC 6749, section 3.1.2.2. */
    private static void redirects(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.allows(AUTHORIZATION_CODE) && metadata.redirectUris().isEmpty()) {
            faults.add(new Fault(
                    REDIRECT_URIS, "needs a URI, as the authorization_code grant type sends people back to one"));
        }
        if (!metadata.allows(IMPLICIT)) {
            return;
        }
        if (metadata.redirectUris().isEmpty()) {
            faults.add(new Fault(REDIRECT_URIS, "needs a URI, as the implicit grant type sends people back to one"));
        }
        // OpenID Connect Registration 1.0, section 2, application_type
        boolean plain = metadata.redirectUris().stream().anyMatch(uri -> !uri.startsWith("https:"));
        if (!metadata.isNative() && plain) {
            faults.add(new Fault(
                    REDIRECT_URIS,
                    "must all be https for a web client with the implicit grant type"
                            + " (OpenID Connect Registration 1.0, section 2)"));
        }
    }

    /** RFC 8693, section 2.1; what may be exchanged is never left open. */
    private static void exchange(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.allows(TOKEN_EXCHANGE_GRANT) && metadata.tokenExchange().isEmpty()) {
            faults.add(new Fault(
                    GRANT_TYPES,
                    "has the token exchange grant, which needs token_exchange to say what may be exchanged"));
        }
        if (!metadata.allows(TOKEN_EXCHANGE_GRANT) && metadata.tokenExchange().isPresent()) {
            faults.add(new Fault(TOKEN_EXCHANGE, "needs the grant type " + TOKEN_EXCHANGE_GRANT));
        }
    }

    private static void publicClient(ClientMetadata metadata, List<Fault> faults) {
        if (!metadata.isPublic()) {
            return;
        }
        if (metadata.allows(CLIENT_CREDENTIALS)) {
            faults.add(new Fault(
                    GRANT_TYPES,
                    "has client_credentials, which is for clients that authenticate, so not with token_endpoint_auth_method: none"
                            + " (RFC 6749, section 4.4)"));
        }
        for (String grantType : List.of(TOKEN_EXCHANGE_GRANT, JWT_BEARER)) {
            if (metadata.allows(grantType)) {
                faults.add(new Fault(
                        GRANT_TYPES,
                        "has " + grantType + ", which is for clients that authenticate, so not with"
                                + " token_endpoint_auth_method: none"));
            }
        }
        if (!metadata.requirePkce()) {
            faults.add(new Fault(
                    REQUIRE_PKCE, "cannot be false for a client that does not authenticate (RFC 9700, section 2.1.1)"));
        }
    }

    /** RFC 9449, section 5.2; RFC 8705, section 3.4. */
    private static void binding(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.dpopBoundAccessTokens() && metadata.tlsClientCertificateBoundAccessTokens()) {
            faults.add(new Fault(
                    TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS,
                    "cannot be true together with dpop_bound_access_tokens, as a token is bound to one thing"));
        }
    }

    /** OpenID Connect Core 1.0, section 8.1; CIBA, section 4. */
    private static void sector(ClientMetadata metadata, List<Fault> faults) {
        if (!metadata.isPairwise() || metadata.sectorIdentifierUri().isPresent()) {
            return;
        }
        int hosts = SectorIdentifier.redirectHosts(metadata).size();
        if (hosts > 1) {
            faults.add(new Fault(
                    SECTOR_IDENTIFIER_URI,
                    "is needed for pairwise subjects, as redirect_uris has several hosts"
                            + " (OpenID Connect Core 1.0, section 8.1)"));
        }
        if (hosts == 0 && SectorIdentifier.keysHost(metadata).isEmpty()) {
            faults.add(new Fault(
                    SECTOR_IDENTIFIER_URI,
                    "is needed for pairwise subjects, as neither redirect_uris nor a jwks_uri by whose keys the client"
                            + " always authenticates tells whose it is (OpenID Connect Core 1.0, section 8.1)"));
        }
    }

    /** OpenID Connect Core 1.0, section 11: offline access is what a refresh token gives. */
    private static void scope(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.scope().contains(Scope.OFFLINE_ACCESS) && !metadata.allows(REFRESH_TOKEN)) {
            faults.add(new Fault(SCOPE, "has offline_access, which needs the refresh_token grant type"));
        }
    }
}
