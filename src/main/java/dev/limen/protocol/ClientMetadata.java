package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is registered about a client (RFC 7591, section 2; OpenID Connect Registration 1.0, section 2), with the
 * defaults of those specifications applied. Realm file, database and checks all speak this one record; see
 * {@link ClientMetadataField} for the wire names and {@link ClientMetadataRules} for what is allowed.
 *
 * <p>Two defaults differ from RFC 7591: a client without the authorization_code grant has no response types, and a
 * client without {@code scope} may ask for {@code openid} alone, or for nothing if no person takes part.
 *
 * @param redirectUris compared byte for byte (RFC 9700, section 2.1)
 * @param tokenEndpointAuthSigningAlg the one algorithm of the client's assertions; empty: any that fits the method
 * @param scope the scope values that the client may ask for
 * @param jwks the client's public keys, as a JWK Set (RFC 7517, section 5)
 * @param authorizationSignedResponseAlg signs authorization responses as JWT (JARM, section 3)
 * @param authorizationDetailsTypes what the client may ask for beyond scope (RFC 9396, section 10)
 * @param backchannelTokenDeliveryMode how the client learns of a person's decision (CIBA, section 4)
 * @param defaultMaxAge seconds
 * @param introspectionSignedResponseAlg signs introspection answers as JWT (RFC 9701)
 * @param dpopBoundAccessTokens whether each token request must have a DPoP proof (RFC 9449, section 5.2)
 * @param tlsClientCertificateBoundAccessTokens whether tokens are bound to the client's certificate (RFC 8705, section 3.4)
 * @param requirePkce Limen's own: whether an authorization request must carry a code challenge (RFC 7636)
 * @param consent Limen's own: when the person is asked
 * @param profile Limen's own: what is required of the client beyond what is required of all
 * @param accessTokenFormat Limen's own: {@code jwt} (RFC 9068) or {@code opaque}
 * @param accessTokenSignedResponseAlg Limen's own: signs access tokens in JWT form
 * @param tokenExchange Limen's own: what the client may exchange (RFC 8693); absent: nothing
 * @param localized what people read, in further languages (OpenID Connect Registration 1.0, section 2.1)
 */
public record ClientMetadata(
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> requestUris,
        List<String> grantTypes,
        List<String> responseTypes,
        String tokenEndpointAuthMethod,
        Optional<String> tokenEndpointAuthSigningAlg,
        Optional<String> tlsClientAuthSubjectDn,
        Optional<String> tlsClientAuthSanDns,
        Optional<String> tlsClientAuthSanUri,
        Optional<String> tlsClientAuthSanIp,
        Optional<String> tlsClientAuthSanEmail,
        Scope scope,
        Optional<String> clientName,
        Optional<String> clientUri,
        Optional<String> logoUri,
        Optional<String> policyUri,
        Optional<String> tosUri,
        List<String> contacts,
        String applicationType,
        Optional<Map<String, Object>> jwks,
        Optional<String> jwksUri,
        String subjectType,
        Optional<String> sectorIdentifierUri,
        String idTokenSignedResponseAlg,
        String accessTokenSignedResponseAlg,
        Optional<String> userinfoSignedResponseAlg,
        String introspectionSignedResponseAlg,
        ResponseEncryption idTokenEncryption,
        ResponseEncryption userinfoEncryption,
        ResponseEncryption introspectionEncryption,
        String authorizationSignedResponseAlg,
        ResponseEncryption authorizationEncryption,
        Optional<String> requestObjectSigningAlg,
        Optional<String> requestObjectEncryptionAlg,
        Optional<String> requestObjectEncryptionEnc,
        boolean requireSignedRequestObject,
        boolean requirePushedAuthorizationRequests,
        List<String> authorizationDetailsTypes,
        OptionalLong defaultMaxAge,
        boolean requireAuthTime,
        List<String> defaultAcrValues,
        Optional<String> initiateLoginUri,
        Optional<String> backchannelLogoutUri,
        boolean backchannelLogoutSessionRequired,
        Optional<String> frontchannelLogoutUri,
        boolean frontchannelLogoutSessionRequired,
        Optional<String> backchannelTokenDeliveryMode,
        Optional<String> backchannelClientNotificationEndpoint,
        Optional<String> backchannelAuthenticationRequestSigningAlg,
        boolean backchannelUserCodeParameter,
        Optional<String> softwareId,
        Optional<String> softwareVersion,
        boolean dpopBoundAccessTokens,
        boolean tlsClientCertificateBoundAccessTokens,
        boolean requirePkce,
        ConsentMode consent,
        Profile profile,
        String accessTokenFormat,
        Optional<ExchangePermission> tokenExchange,
        LocalizedMembers localized)
        // what Hibernate keeps in memory has to say so, though nothing is ever serialised
        implements Serializable {

    public static final String AUTHORIZATION_CODE = "authorization_code";
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    /** Of older software (RFC 6749, section 4.2); also registered for the hybrid flow. */
    public static final String IMPLICIT = "implicit";
    /** Of older software (RFC 6749, section 4.3). */
    public static final String PASSWORD = "password";
    /** RFC 8628, section 3.4. */
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    /** RFC 8693, section 2.1. */
    public static final String TOKEN_EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    /** RFC 7523, section 2.1. */
    public static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** CIBA, section 4. */
    public static final String CIBA = "urn:openid:params:grant-type:ciba";

    /** A value of {@code backchannel_token_delivery_mode}: the client asks. */
    public static final String POLL = "poll";
    /** A value of {@code backchannel_token_delivery_mode}: the client is told, and then asks. */
    public static final String PING = "ping";

    public static final String NATIVE = "native";
    public static final String PAIRWISE = "pairwise";
    private static final String MAC = "HS";
    public static final String CLIENT_SECRET_JWT = "client_secret_jwt";
    public static final String PRIVATE_KEY_JWT = "private_key_jwt";
    public static final String TLS_CLIENT_AUTH = "tls_client_auth";
    public static final String SELF_SIGNED_TLS_CLIENT_AUTH = "self_signed_tls_client_auth";

    public ClientMetadata {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        requestUris = List.copyOf(requestUris);
        authorizationDetailsTypes = List.copyOf(authorizationDetailsTypes);
        grantTypes = List.copyOf(grantTypes);
        responseTypes = List.copyOf(responseTypes);
        contacts = List.copyOf(contacts);
        defaultAcrValues = List.copyOf(defaultAcrValues);
    }

    /** When a person is asked whether the client may have what it asks for. */
    public enum ConsentMode {
        /** Once, until the client asks for more. */
        REMEMBER,
        /** At each authorization. */
        ALWAYS,
        /** Never: an application of the provider's own house. */
        NONE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the wire form and applies the defaults. Members that Limen does not know are left out.
     *
     * @throws IllegalArgumentException if a member has another type than its {@link ClientMetadataField}; whoever
     *     accepts input from outside asks {@link ClientMetadataRules#faults(Map)} first
     */
    public static ClientMetadata of(Map<String, ?> members) {
        return of(members, Profile.OAUTH21);
    }

    /**
     * As {@link #of(Map)}, with the defaults of a server.
     *
     * @param server the profile that holds for all its clients
     */
    public static ClientMetadata of(Map<String, ?> members, Profile server) {
        WireMembers wire = new WireMembers(members);
        Profile profile = wire.string(PROFILE).map(ClientMetadata::profileOf).orElse(Profile.OAUTH21);
        Requirements required = profile.stricter(server).requirements();
        String usual = required.usualAlgorithm();
        boolean certificateBound = wire.bool(TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS, false);
        boolean proofBound = required.demand(Requirement.SENDER_CONSTRAINED_TOKENS) && !certificateBound;
        List<String> grantTypes = wire.strings(GRANT_TYPES, List.of(AUTHORIZATION_CODE));
        boolean withPerson = Stream.of(AUTHORIZATION_CODE, DEVICE_CODE, CIBA, IMPLICIT, PASSWORD)
                .anyMatch(grantTypes::contains);
        boolean withCode = grantTypes.contains(AUTHORIZATION_CODE);
        return new ClientMetadata(
                wire.strings(REDIRECT_URIS, List.of()),
                wire.strings(POST_LOGOUT_REDIRECT_URIS, List.of()),
                wire.strings(REQUEST_URIS, List.of()),
                grantTypes,
                wire.strings(RESPONSE_TYPES, withCode ? List.of("code") : List.of()).stream()
                        .map(ResponseType::canonical)
                        .toList(),
                wire.string(TOKEN_ENDPOINT_AUTH_METHOD).orElse("client_secret_basic"),
                wire.string(TOKEN_ENDPOINT_AUTH_SIGNING_ALG),
                wire.string(TLS_CLIENT_AUTH_SUBJECT_DN),
                wire.string(TLS_CLIENT_AUTH_SAN_DNS),
                wire.string(TLS_CLIENT_AUTH_SAN_URI),
                wire.string(TLS_CLIENT_AUTH_SAN_IP),
                wire.string(TLS_CLIENT_AUTH_SAN_EMAIL),
                wire.string(SCOPE).map(ClientMetadata::scopeOf).orElse(withPerson ? scopeOf("openid") : Scope.EMPTY),
                wire.string(CLIENT_NAME),
                wire.string(CLIENT_URI),
                wire.string(LOGO_URI),
                wire.string(POLICY_URI),
                wire.string(TOS_URI),
                wire.strings(CONTACTS, List.of()),
                wire.string(APPLICATION_TYPE).orElse("web"),
                wire.object(JWKS),
                wire.string(JWKS_URI),
                wire.string(SUBJECT_TYPE).orElse("public"),
                wire.string(SECTOR_IDENTIFIER_URI),
                wire.string(ID_TOKEN_SIGNED_RESPONSE_ALG).orElse(usual),
                wire.string(ACCESS_TOKEN_SIGNED_RESPONSE_ALG).orElse(usual),
                wire.string(USERINFO_SIGNED_RESPONSE_ALG),
                wire.string(INTROSPECTION_SIGNED_RESPONSE_ALG).orElse(usual),
                wire.encryption(ID_TOKEN_ENCRYPTED_RESPONSE_ALG, ID_TOKEN_ENCRYPTED_RESPONSE_ENC),
                wire.encryption(USERINFO_ENCRYPTED_RESPONSE_ALG, USERINFO_ENCRYPTED_RESPONSE_ENC),
                wire.encryption(INTROSPECTION_ENCRYPTED_RESPONSE_ALG, INTROSPECTION_ENCRYPTED_RESPONSE_ENC),
                wire.string(AUTHORIZATION_SIGNED_RESPONSE_ALG).orElse(usual),
                wire.encryption(AUTHORIZATION_ENCRYPTED_RESPONSE_ALG, AUTHORIZATION_ENCRYPTED_RESPONSE_ENC),
                wire.string(REQUEST_OBJECT_SIGNING_ALG),
                wire.string(REQUEST_OBJECT_ENCRYPTION_ALG),
                wire.string(REQUEST_OBJECT_ENCRYPTION_ENC),
                wire.bool(REQUIRE_SIGNED_REQUEST_OBJECT, false),
                wire.bool(REQUIRE_PUSHED_AUTHORIZATION_REQUESTS, false),
                wire.strings(AUTHORIZATION_DETAILS_TYPES, List.of()),
                wire.integer(DEFAULT_MAX_AGE),
                wire.bool(REQUIRE_AUTH_TIME, false),
                wire.strings(DEFAULT_ACR_VALUES, List.of()),
                wire.string(INITIATE_LOGIN_URI),
                wire.string(BACKCHANNEL_LOGOUT_URI),
                wire.bool(BACKCHANNEL_LOGOUT_SESSION_REQUIRED, false),
                wire.string(FRONTCHANNEL_LOGOUT_URI),
                wire.bool(FRONTCHANNEL_LOGOUT_SESSION_REQUIRED, false),
                wire.string(BACKCHANNEL_TOKEN_DELIVERY_MODE),
                wire.string(BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT),
                wire.string(BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG),
                wire.bool(BACKCHANNEL_USER_CODE_PARAMETER, false),
                wire.string(SOFTWARE_ID),
                wire.string(SOFTWARE_VERSION),
                wire.bool(DPOP_BOUND_ACCESS_TOKENS, proofBound),
                certificateBound,
                wire.bool(REQUIRE_PKCE, true),
                wire.string(CONSENT).map(ClientMetadata::consentOf).orElse(ConsentMode.REMEMBER),
                profile,
                wire.string(ACCESS_TOKEN_FORMAT).orElse("jwt"),
                wire.object(TOKEN_EXCHANGE).map(ExchangePermission::of),
                LocalizedMembers.of(members));
    }

    /** The wire form, defaults included; what has no value is absent. */
    public Map<String, Object> toMap() {
        Map<ClientMetadataField, Object> values = new LinkedHashMap<>();
        values.put(REDIRECT_URIS, redirectUris);
        values.put(POST_LOGOUT_REDIRECT_URIS, postLogoutRedirectUris);
        values.put(REQUEST_URIS, requestUris);
        values.put(GRANT_TYPES, grantTypes);
        values.put(RESPONSE_TYPES, responseTypes);
        values.put(TOKEN_ENDPOINT_AUTH_METHOD, tokenEndpointAuthMethod);
        tokenEndpointAuthSigningAlg.ifPresent(value -> values.put(TOKEN_ENDPOINT_AUTH_SIGNING_ALG, value));
        certificateNames().forEach(name -> values.put(name.field(), name.value()));
        values.put(SCOPE, scope.toString());
        clientName.ifPresent(value -> values.put(CLIENT_NAME, value));
        clientUri.ifPresent(value -> values.put(CLIENT_URI, value));
        logoUri.ifPresent(value -> values.put(LOGO_URI, value));
        policyUri.ifPresent(value -> values.put(POLICY_URI, value));
        tosUri.ifPresent(value -> values.put(TOS_URI, value));
        values.put(CONTACTS, contacts);
        values.put(APPLICATION_TYPE, applicationType);
        jwks.ifPresent(value -> values.put(JWKS, value));
        jwksUri.ifPresent(value -> values.put(JWKS_URI, value));
        values.put(SUBJECT_TYPE, subjectType);
        sectorIdentifierUri.ifPresent(value -> values.put(SECTOR_IDENTIFIER_URI, value));
        values.put(ID_TOKEN_SIGNED_RESPONSE_ALG, idTokenSignedResponseAlg);
        values.put(ACCESS_TOKEN_SIGNED_RESPONSE_ALG, accessTokenSignedResponseAlg);
        userinfoSignedResponseAlg.ifPresent(value -> values.put(USERINFO_SIGNED_RESPONSE_ALG, value));
        values.put(INTROSPECTION_SIGNED_RESPONSE_ALG, introspectionSignedResponseAlg);
        idTokenEncryption.alg().ifPresent(value -> values.put(ID_TOKEN_ENCRYPTED_RESPONSE_ALG, value));
        idTokenEncryption.enc().ifPresent(value -> values.put(ID_TOKEN_ENCRYPTED_RESPONSE_ENC, value));
        userinfoEncryption.alg().ifPresent(value -> values.put(USERINFO_ENCRYPTED_RESPONSE_ALG, value));
        userinfoEncryption.enc().ifPresent(value -> values.put(USERINFO_ENCRYPTED_RESPONSE_ENC, value));
        introspectionEncryption.alg().ifPresent(value -> values.put(INTROSPECTION_ENCRYPTED_RESPONSE_ALG, value));
        introspectionEncryption.enc().ifPresent(value -> values.put(INTROSPECTION_ENCRYPTED_RESPONSE_ENC, value));
        values.put(AUTHORIZATION_SIGNED_RESPONSE_ALG, authorizationSignedResponseAlg);
        authorizationEncryption.alg().ifPresent(value -> values.put(AUTHORIZATION_ENCRYPTED_RESPONSE_ALG, value));
        authorizationEncryption.enc().ifPresent(value -> values.put(AUTHORIZATION_ENCRYPTED_RESPONSE_ENC, value));
        requestObjectSigningAlg.ifPresent(value -> values.put(REQUEST_OBJECT_SIGNING_ALG, value));
        requestObjectEncryptionAlg.ifPresent(value -> values.put(REQUEST_OBJECT_ENCRYPTION_ALG, value));
        requestObjectEncryptionEnc.ifPresent(value -> values.put(REQUEST_OBJECT_ENCRYPTION_ENC, value));
        values.put(REQUIRE_SIGNED_REQUEST_OBJECT, requireSignedRequestObject);
        values.put(REQUIRE_PUSHED_AUTHORIZATION_REQUESTS, requirePushedAuthorizationRequests);
        values.put(AUTHORIZATION_DETAILS_TYPES, authorizationDetailsTypes);
        defaultMaxAge.ifPresent(value -> values.put(DEFAULT_MAX_AGE, value));
        values.put(REQUIRE_AUTH_TIME, requireAuthTime);
        values.put(DEFAULT_ACR_VALUES, defaultAcrValues);
        initiateLoginUri.ifPresent(value -> values.put(INITIATE_LOGIN_URI, value));
        backchannelLogoutUri.ifPresent(value -> values.put(BACKCHANNEL_LOGOUT_URI, value));
        values.put(BACKCHANNEL_LOGOUT_SESSION_REQUIRED, backchannelLogoutSessionRequired);
        frontchannelLogoutUri.ifPresent(value -> values.put(FRONTCHANNEL_LOGOUT_URI, value));
        values.put(FRONTCHANNEL_LOGOUT_SESSION_REQUIRED, frontchannelLogoutSessionRequired);
        backchannelTokenDeliveryMode.ifPresent(value -> values.put(BACKCHANNEL_TOKEN_DELIVERY_MODE, value));
        backchannelClientNotificationEndpoint.ifPresent(
                value -> values.put(BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT, value));
        backchannelAuthenticationRequestSigningAlg.ifPresent(
                value -> values.put(BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG, value));
        values.put(BACKCHANNEL_USER_CODE_PARAMETER, backchannelUserCodeParameter);
        softwareId.ifPresent(value -> values.put(SOFTWARE_ID, value));
        softwareVersion.ifPresent(value -> values.put(SOFTWARE_VERSION, value));
        values.put(DPOP_BOUND_ACCESS_TOKENS, dpopBoundAccessTokens);
        values.put(TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS, tlsClientCertificateBoundAccessTokens);
        values.put(REQUIRE_PKCE, requirePkce);
        values.put(CONSENT, consent.wire());
        values.put(PROFILE, profile.wire());
        values.put(ACCESS_TOKEN_FORMAT, accessTokenFormat);
        tokenExchange.ifPresent(value -> values.put(TOKEN_EXCHANGE, value.toMap()));
        return byWireName(values, localized);
    }

    /** The name that fits the language of a page. */
    public Optional<String> clientName(Locale language) {
        return localized.best(CLIENT_NAME, clientName, language);
    }

    /** The picture that fits the language of a page. */
    public Optional<String> logoUri(Locale language) {
        return localized.best(LOGO_URI, logoUri, language);
    }

    /** The policy that fits the language of a page. */
    public Optional<String> policyUri(Locale language) {
        return localized.best(POLICY_URI, policyUri, language);
    }

    /** The terms that fit the language of a page. */
    public Optional<String> tosUri(Locale language) {
        return localized.best(TOS_URI, tosUri, language);
    }

    /** Whether the client knows people by subjects of its own sector alone (OpenID Connect Core 1.0, section 8). */
    public boolean isPairwise() {
        return subjectType.equals(PAIRWISE);
    }

    /** Whether the client cannot keep a secret (RFC 6749, section 2.1). */
    public boolean isPublic() {
        return tokenEndpointAuthMethod.equals("none");
    }

    /**
     * Whether the client and the provider share a secret: it authenticates with one, or keys an HMAC with it (OpenID Connect
     * Core 1.0, section 10.1).
     */
    public boolean hasSecret() {
        return tokenEndpointAuthMethod.startsWith("client_secret_") || keysHmac();
    }

    /** Whether the shared secret itself is needed, and not only its hash: it keys an HMAC, or what is encrypted. */
    public boolean keysHmac() {
        return !macAlgorithms().isEmpty() || encryptsWithSecret();
    }

    private boolean encryptsWithSecret() {
        return Stream.concat(
                        Stream.of(
                                        idTokenEncryption,
                                        userinfoEncryption,
                                        introspectionEncryption,
                                        authorizationEncryption)
                                .map(ResponseEncryption::alg),
                        Stream.of(requestObjectEncryptionAlg))
                .flatMap(Optional::stream)
                .anyMatch(ClientMetadataRules.SECRET_ENCRYPTION_ALGORITHMS::contains);
    }

    /** Whether the client may pass its request in a JWT that nobody signed (OpenID Connect Core 1.0, section 6.1). */
    public boolean mayLeaveRequestsUnsigned() {
        return !requireSignedRequestObject
                && requestObjectSigningAlg.filter("none"::equals).isPresent();
    }

    /** The least length of the shared secret in bytes: that of the digests which it keys (RFC 7518, section 3.2). */
    public int leastSecretBytes() {
        return macAlgorithms().stream()
                .mapToInt(algorithm -> Integer.parseInt(algorithm.substring(MAC.length())) / Byte.SIZE)
                .max()
                .orElse(1);
    }

    private List<String> macAlgorithms() {
        Optional<String> assertions = tokenEndpointAuthMethod.equals(CLIENT_SECRET_JWT)
                ? tokenEndpointAuthSigningAlg.or(() -> Optional.of("HS256"))
                : Optional.empty();
        return Stream.of(
                        assertions,
                        Optional.of(idTokenSignedResponseAlg),
                        userinfoSignedResponseAlg,
                        Optional.of(authorizationSignedResponseAlg),
                        requestObjectSigningAlg)
                .flatMap(Optional::stream)
                .filter(ClientMetadataRules.MAC_ALGORITHMS::contains)
                .toList();
    }

    /** The names that the client's certificate may be known by; {@code tls_client_auth} needs exactly one. */
    public List<CertificateName> certificateNames() {
        return Stream.of(
                        tlsClientAuthSubjectDn.map(value -> new CertificateName(TLS_CLIENT_AUTH_SUBJECT_DN, value)),
                        tlsClientAuthSanDns.map(value -> new CertificateName(TLS_CLIENT_AUTH_SAN_DNS, value)),
                        tlsClientAuthSanUri.map(value -> new CertificateName(TLS_CLIENT_AUTH_SAN_URI, value)),
                        tlsClientAuthSanIp.map(value -> new CertificateName(TLS_CLIENT_AUTH_SAN_IP, value)),
                        tlsClientAuthSanEmail.map(value -> new CertificateName(TLS_CLIENT_AUTH_SAN_EMAIL, value)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether the client is installed on a device (OpenID Connect Registration 1.0, section 2). */
    public boolean isNative() {
        return applicationType.equals(NATIVE);
    }

    /** Whether the client is told of a person's decision (CIBA, section 10.2). */
    public boolean isPinged() {
        return backchannelTokenDeliveryMode.filter(PING::equals).isPresent();
    }

    /** Whether the client may use a grant type. */
    public boolean allows(String grantType) {
        return grantTypes.contains(grantType);
    }

    /** What of a scope the client can use: offline access only with refresh tokens (OpenID Connect Core 1.0, section 11). */
    public Scope usable(Scope asked) {
        return allows(REFRESH_TOKEN) ? asked : asked.without(Scope.OFFLINE_ACCESS);
    }

    private static Scope scopeOf(String text) {
        return Scope.of(List.of(text.trim().split(" +"))).without("");
    }

    private static Profile profileOf(String wire) {
        return Profile.of(wire).orElseThrow(() -> new IllegalArgumentException("profile"));
    }

    private static ConsentMode consentOf(String wire) {
        for (ConsentMode mode : ConsentMode.values()) {
            if (mode.wire().equals(wire)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("consent");
    }

    private static Map<String, Object> byWireName(Map<ClientMetadataField, Object> values, LocalizedMembers localized) {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((field, value) -> members.put(field.wire(), value));
        members.putAll(localized.members());
        return Collections.unmodifiableMap(members);
    }
}
