package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What may be registered about a client. Pure; every rule says all that it finds. */
public final class ClientMetadataRules {

    public static final List<String> GRANT_TYPES = List.of(
            ClientMetadata.AUTHORIZATION_CODE,
            ClientMetadata.REFRESH_TOKEN,
            ClientMetadata.CLIENT_CREDENTIALS,
            ClientMetadata.DEVICE_CODE,
            ClientMetadata.TOKEN_EXCHANGE_GRANT,
            ClientMetadata.JWT_BEARER,
            ClientMetadata.CIBA,
            ClientMetadata.IMPLICIT,
            ClientMetadata.PASSWORD);
    /**
     * Those that a client may give itself, if the operator lets it. The others stand for trust that only the operator has to
     * give: in who may exchange tokens, assert who a person is, or learn passwords.
     */
    public static final List<String> SELF_REGISTERED_GRANT_TYPES = List.of(
            ClientMetadata.AUTHORIZATION_CODE,
            ClientMetadata.REFRESH_TOKEN,
            ClientMetadata.CLIENT_CREDENTIALS,
            ClientMetadata.DEVICE_CODE,
            ClientMetadata.IMPLICIT);

    public static final List<String> RESPONSE_TYPES = List.of(
            "code", "id_token", "token", "id_token token", "code id_token", "code token", "code id_token token");
    public static final List<String> AUTHENTICATION_METHODS = List.of(
            "client_secret_basic",
            "client_secret_post",
            ClientMetadata.CLIENT_SECRET_JWT,
            ClientMetadata.PRIVATE_KEY_JWT,
            ClientMetadata.TLS_CLIENT_AUTH,
            ClientMetadata.SELF_SIGNED_TLS_CLIENT_AUTH,
            "none");
    /** Those with a public key: what clients may sign with, and the provider where it has keys. */
    public static final List<String> SIGNING_ALGORITHMS = List.of(
            "RS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES384",
            "ES512",
            "EdDSA",
            "ML-DSA-44",
            "ML-DSA-65",
            "ML-DSA-87");

    public static final List<String> MAC_ALGORITHMS = List.of("HS256", "HS384", "HS512");
    /** How the key of what is encrypted reaches the client. */
    public static final List<String> ENCRYPTION_ALGORITHMS =
            List.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW", "A128KW", "A256KW", "dir");

    /** Those for which it is made of the client's secret (OpenID Connect Core 1.0, section 10.2). */
    public static final List<String> SECRET_ENCRYPTION_ALGORITHMS = List.of("A128KW", "A256KW", "dir");

    public static final List<String> CONTENT_ENCRYPTIONS =
            List.of("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM");
    public static final List<String> SUBJECT_TYPES = List.of("public", ClientMetadata.PAIRWISE);
    public static final List<String> APPLICATION_TYPES = List.of("web", ClientMetadata.NATIVE);
    /** CIBA, section 5; tokens are never pushed. */
    public static final List<String> DELIVERY_MODES = List.of(ClientMetadata.POLL, ClientMetadata.PING);

    public static final List<String> ACCESS_TOKEN_FORMATS = List.of("jwt", "opaque");
    public static final List<String> CONSENT_MODES =
            Stream.of(ClientMetadata.ConsentMode.values()).map(m -> m.wire()).toList();

    /**
     * Something that may not be registered.
     *
     * @param field the wire name of the member
     * @param element which element of a list, counted from 0, if it is one element's fault
     * @param sentence what is wrong, without naming the field; constant but for the names of what is supported
     */
    public record Fault(String field, OptionalInt element, String sentence) {

        Fault(ClientMetadataField field, String sentence) {
            this(field.wire(), OptionalInt.empty(), sentence);
        }

        Fault(ClientMetadataField field, int element, String sentence) {
            this(field.wire(), OptionalInt.of(element), sentence);
        }
    }

    private static final List<BiConsumer<ClientMetadata, List<Fault>>> RULES = List.of(
            ClientUriRules::check,
            ClientVocabularyRules::check,
            ClientTextRules::check,
            ClientLanguageRules::check,
            ClientKeyRules::check,
            ClientAuthenticationRules::check,
            ClientEncryptionRules::check,
            ClientBackchannelRules::check,
            ClientContradictionRules::check);

    private ClientMetadataRules() {}

    /** Every fault of metadata that has its types already. */
    public static List<Fault> faults(ClientMetadata metadata) {
        return faults(metadata, Profile.OAUTH21);
    }

    /**
     * As {@link #faults(ClientMetadata)}, on a server that requires something of all its clients.
     *
     * @param server its profile
     */
    public static List<Fault> faults(ClientMetadata metadata, Profile server) {
        List<Fault> faults = new ArrayList<>();
        RULES.forEach(rule -> rule.accept(metadata, faults));
        ClientProfileRules.check(metadata, server, faults);
        return List.copyOf(faults);
    }

    /** Every fault of metadata as it came: members that Limen does not know, wrong types, and all that is wrong beyond. */
    public static List<Fault> faults(Map<String, ?> members) {
        return faults(members, Profile.OAUTH21);
    }

    /** As {@link #faults(Map)}, with the defaults and the requirements of a server's profile. */
    public static List<Fault> faults(Map<String, ?> members, Profile server) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Object> sound = new HashMap<>(members);
        for (Map.Entry<String, ?> member : members.entrySet()) {
            String sentence = shapeFault(member.getKey(), member.getValue());
            if (!sentence.isEmpty()) {
                faults.add(new Fault(member.getKey(), OptionalInt.empty(), sentence));
                sound.remove(member.getKey());
            }
        }
        if (sound.get(TOKEN_EXCHANGE.wire()) instanceof Map<?, ?> exchange) {
            ExchangePermission.fault(exchange).ifPresent(s -> faults.add(new Fault(TOKEN_EXCHANGE, s)));
        }
        faults(ClientMetadata.of(sound, server), server).stream()
                .filter(fault -> !members.containsKey(fault.field()) || sound.containsKey(fault.field()))
                .forEach(faults::add);
        return List.copyOf(faults);
    }

    /** The members that have the types that they should have; of the others, nothing more can be said. */
    public static Map<String, Object> sound(Map<String, ?> members) {
        Map<String, Object> sound = new HashMap<>(members);
        sound.entrySet().removeIf(member -> !shapeFault(member.getKey(), member.getValue())
                .isEmpty());
        return sound;
    }

    /** What is wrong with a set of public keys, as a sentence without its subject. */
    public static Optional<String> jwksFault(Map<String, Object> jwks) {
        return ClientKeyRules.fault(jwks);
    }

    /** What is wrong with the address of such a set, as a sentence without its subject. */
    public static Optional<String> jwksUriFault(String uri) {
        return ClientUri.DOCUMENT.fault(uri, false);
    }

    private static String shapeFault(String name, Object value) {
        if (LocalizedMembers.isName(name)) {
            return value instanceof String ? "" : "must be " + ClientMetadataField.Kind.STRING.words();
        }
        var field = ClientMetadataField.of(name);
        if (field.isEmpty()) {
            return "is not a member of client metadata that Limen knows";
        }
        if (value == null || !field.get().kind().fits(value)) {
            return "must be " + field.get().kind().words();
        }
        if (field.get() == CONSENT && !CONSENT_MODES.contains(value)) {
            return ClientVocabularyRules.unsupported(CONSENT_MODES);
        }
        if (field.get() == PROFILE && !Profile.names().contains(value)) {
            return ClientVocabularyRules.unsupported(Profile.names());
        }
        return "";
    }

    /** The members that hold URIs, for tests that must not miss one. */
    public static Set<ClientMetadataField> uriFields() {
        return EnumSet.of(
                REDIRECT_URIS,
                POST_LOGOUT_REDIRECT_URIS,
                CLIENT_URI,
                LOGO_URI,
                POLICY_URI,
                TOS_URI,
                JWKS_URI,
                SECTOR_IDENTIFIER_URI,
                INITIATE_LOGIN_URI,
                REQUEST_URIS,
                BACKCHANNEL_LOGOUT_URI,
                FRONTCHANNEL_LOGOUT_URI,
                BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT);
    }
}
