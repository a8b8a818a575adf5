package dev.limen.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The members of {@link ClientMetadata} by their wire names: RFC 7591, section 2, OpenID Connect Registration 1.0,
 * section 2, RFC 8705, sections 2.1.2 and 3.4, RFC 9101, section 10.5, RFC 9126, section 6, RFC 9396, section 10, RFC 9449,
 * section 5.2, RFC 9701, section 6, JARM, section 3, the three logout specifications of OpenID Connect, CIBA, section 4, and
 * at the end Limen's own.
 */
public enum ClientMetadataField {
    REDIRECT_URIS(Kind.STRINGS),
    POST_LOGOUT_REDIRECT_URIS(Kind.STRINGS),
    REQUEST_URIS(Kind.STRINGS),
    GRANT_TYPES(Kind.STRINGS),
    RESPONSE_TYPES(Kind.STRINGS),
    TOKEN_ENDPOINT_AUTH_METHOD(Kind.STRING),
    TOKEN_ENDPOINT_AUTH_SIGNING_ALG(Kind.STRING),
    TLS_CLIENT_AUTH_SUBJECT_DN(Kind.STRING),
    TLS_CLIENT_AUTH_SAN_DNS(Kind.STRING),
    TLS_CLIENT_AUTH_SAN_URI(Kind.STRING),
    TLS_CLIENT_AUTH_SAN_IP(Kind.STRING),
    TLS_CLIENT_AUTH_SAN_EMAIL(Kind.STRING),
    SCOPE(Kind.STRING),
    CLIENT_NAME(Kind.STRING),
    CLIENT_URI(Kind.STRING),
    LOGO_URI(Kind.STRING),
    POLICY_URI(Kind.STRING),
    TOS_URI(Kind.STRING),
    CONTACTS(Kind.STRINGS),
    APPLICATION_TYPE(Kind.STRING),
    JWKS(Kind.OBJECT),
    JWKS_URI(Kind.STRING),
    SUBJECT_TYPE(Kind.STRING),
    SECTOR_IDENTIFIER_URI(Kind.STRING),
    ID_TOKEN_SIGNED_RESPONSE_ALG(Kind.STRING),
    ACCESS_TOKEN_SIGNED_RESPONSE_ALG(Kind.STRING),
    USERINFO_SIGNED_RESPONSE_ALG(Kind.STRING),
    INTROSPECTION_SIGNED_RESPONSE_ALG(Kind.STRING),
    ID_TOKEN_ENCRYPTED_RESPONSE_ALG(Kind.STRING),
    ID_TOKEN_ENCRYPTED_RESPONSE_ENC(Kind.STRING),
    USERINFO_ENCRYPTED_RESPONSE_ALG(Kind.STRING),
    USERINFO_ENCRYPTED_RESPONSE_ENC(Kind.STRING),
    INTROSPECTION_ENCRYPTED_RESPONSE_ALG(Kind.STRING),
    INTROSPECTION_ENCRYPTED_RESPONSE_ENC(Kind.STRING),
    AUTHORIZATION_SIGNED_RESPONSE_ALG(Kind.STRING),
    AUTHORIZATION_ENCRYPTED_RESPONSE_ALG(Kind.STRING),
    AUTHORIZATION_ENCRYPTED_RESPONSE_ENC(Kind.STRING),
    REQUEST_OBJECT_SIGNING_ALG(Kind.STRING),
    REQUEST_OBJECT_ENCRYPTION_ALG(Kind.STRING),
    REQUEST_OBJECT_ENCRYPTION_ENC(Kind.STRING),
    REQUIRE_SIGNED_REQUEST_OBJECT(Kind.BOOLEAN),
    REQUIRE_PUSHED_AUTHORIZATION_REQUESTS(Kind.BOOLEAN),
    AUTHORIZATION_DETAILS_TYPES(Kind.STRINGS),
    DEFAULT_MAX_AGE(Kind.INTEGER),
    REQUIRE_AUTH_TIME(Kind.BOOLEAN),
    DEFAULT_ACR_VALUES(Kind.STRINGS),
    INITIATE_LOGIN_URI(Kind.STRING),
    BACKCHANNEL_LOGOUT_URI(Kind.STRING),
    BACKCHANNEL_LOGOUT_SESSION_REQUIRED(Kind.BOOLEAN),
    FRONTCHANNEL_LOGOUT_URI(Kind.STRING),
    FRONTCHANNEL_LOGOUT_SESSION_REQUIRED(Kind.BOOLEAN),
    BACKCHANNEL_TOKEN_DELIVERY_MODE(Kind.STRING),
    BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT(Kind.STRING),
    BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG(Kind.STRING),
    BACKCHANNEL_USER_CODE_PARAMETER(Kind.BOOLEAN),
    SOFTWARE_ID(Kind.STRING),
    SOFTWARE_VERSION(Kind.STRING),
    DPOP_BOUND_ACCESS_TOKENS(Kind.BOOLEAN),
    TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS(Kind.BOOLEAN),
    REQUIRE_PKCE(Kind.BOOLEAN),
    CONSENT(Kind.STRING),
    PROFILE(Kind.STRING),
    ACCESS_TOKEN_FORMAT(Kind.STRING),
    TOKEN_EXCHANGE(Kind.OBJECT);

    /** The shape of a member's JSON value. */
    public enum Kind {
        STRING("a string"),
        STRINGS("a list of strings"),
        BOOLEAN("true or false"),
        INTEGER("a whole number"),
        OBJECT("an object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        boolean fits(Object value) {
            return switch (this) {
                case STRING -> value instanceof String;
                case STRINGS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
                case BOOLEAN -> value instanceof Boolean;
                case INTEGER -> value instanceof Integer || value instanceof Long;
                case OBJECT -> value instanceof java.util.Map<?, ?>;
            };
        }

        /** For a sentence: "must be …". */
        public String words() {
            return words;
        }
    }

    private final Kind kind;
    private final String wire = name().toLowerCase(Locale.ROOT);

    ClientMetadataField(Kind kind) {
        this.kind = kind;
    }

    /** Whether it is Limen's own, and the operator's alone to say. */
    public boolean isOwn() {
        return switch (this) {
            case ACCESS_TOKEN_SIGNED_RESPONSE_ALG,
                    REQUIRE_PKCE,
                    CONSENT,
                    PROFILE,
                    ACCESS_TOKEN_FORMAT,
                    TOKEN_EXCHANGE -> true;
            default -> false;
        };
    }

    /** The name in JSON and in the realm file. */
    public String wire() {
        return wire;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<ClientMetadataField> of(String wire) {
        return Arrays.stream(values()).filter(field -> field.wire.equals(wire)).findFirst();
    }
}
