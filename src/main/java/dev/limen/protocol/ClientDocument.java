package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client ID metadata document makes of a client (Client ID Metadata Document, section 4). Anyone can publish one, and
 * for every provider at once: so of what it names, a client gets what a stranger may have here, and it is a fault only where
 * nothing is left, or where it could mislead.
 */
public sealed interface ClientDocument {

    /** A document that describes a client. */
    record Usable(ClientMetadata metadata) implements ClientDocument {}

    /**
     * One that describes none.
     *
     * @param sentence what is wrong, without its subject
     */
    record Unusable(String sentence) implements ClientDocument {}

    /** No secret can be shared by way of a public document (section 4.1). */
    List<String> AUTHENTICATION_METHODS = List.of("none", ClientMetadata.PRIVATE_KEY_JWT);

    /** Each of them needs a person's consent in a browser that shows who asks. */
    List<String> GRANT_TYPES = List.of(ClientMetadata.AUTHORIZATION_CODE, ClientMetadata.REFRESH_TOKEN);

    /** What the operator alone decides. */
    Set<ClientMetadataField> OWN = EnumSet.of(
            REQUIRE_PKCE,
            CONSENT,
            PROFILE,
            ACCESS_TOKEN_FORMAT,
            ACCESS_TOKEN_SIGNED_RESPONSE_ALG,
            TOKEN_EXCHANGE,
            AUTHORIZATION_DETAILS_TYPES);

    Set<String> SECRETS = Set.of("client_secret", "client_secret_expires_at");

    /**
     * Reads a document.
     *
     * @param clientId the URL that it was loaded from, byte for byte
     * @param document its members as they came
     * @param scopes what such clients may ask for
     * @param server the profile that holds for all clients
     */
    static ClientDocument of(String clientId, Map<String, ?> document, Scope scopes, Profile server) {
        if (!clientId.equals(document.get("client_id"))) {
            return new Unusable("has another client_id than its own address (section 4)");
        }
        if (SECRETS.stream().anyMatch(document::containsKey)) {
            return new Unusable("has a client_secret, which would be public (section 4.1)");
        }
        Map<String, Object> members = members(document, scopes);
        if (!AUTHENTICATION_METHODS.contains(members.get(TOKEN_ENDPOINT_AUTH_METHOD.wire()))) {
            return new Unusable("has a token_endpoint_auth_method other than "
                    + String.join(", ", AUTHENTICATION_METHODS) + " (section 4.1)");
        }
        if (members.get(ClientMetadataField.GRANT_TYPES.wire()) instanceof List<?> types
                && !types.contains(ClientMetadata.AUTHORIZATION_CODE)) {
            return new Unusable("does not have the grant type authorization_code");
        }
        List<ClientMetadataRules.Fault> faults = ClientMetadataRules.faults(members, server);
        return faults.isEmpty()
                ? checked(clientId, ClientMetadata.of(members, server))
                : new Unusable(sentence(faults));
    }

    private static ClientDocument checked(String clientId, ClientMetadata metadata) {
        if (metadata.hasSecret()) {
            return new Unusable("has an algorithm that is keyed with a shared secret (section 4.1)");
        }
        // whether the sector's own document names the client cannot be taken from the client
        if (metadata.isPairwise() && metadata.sectorIdentifierUri().isPresent()) {
            return new Unusable("has a sector_identifier_uri, which is for registered clients");
        }
        // a document changes when its host wants: what people granted before would tell it the subjects of another
        // sector
        if (metadata.isPairwise() && !SectorIdentifier.of(metadata).equals(ClientIdUrl.host(clientId))) {
            return new Unusable("has pairwise subjects of another host than its own");
        }
        return new Usable(metadata);
    }

    /** Those that Limen knows, narrowed; what it does not know is passed over (RFC 7591, section 2). */
    private static Map<String, Object> members(Map<String, ?> document, Scope scopes) {
        Map<String, Object> members = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            boolean counts = ClientMetadataField.of(name)
                    .map(field -> !OWN.contains(field))
                    .orElse(LocalizedMembers.isName(name));
            if (counts) {
                members.put(name, value);
            }
        });
        members.putIfAbsent(TOKEN_ENDPOINT_AUTH_METHOD.wire(), "none");
        narrow(members, ClientMetadataField.GRANT_TYPES, GRANT_TYPES);
        narrow(members, RESPONSE_TYPES, List.of("code"));
        members.put(CONSENT.wire(), ClientMetadata.ConsentMode.ALWAYS.wire());
        scope(members, scopes).ifPresent(scope -> members.put(SCOPE.wire(), scope.toString()));
        return members;
    }

    private static void narrow(Map<String, Object> members, ClientMetadataField field, List<String> allowed) {
        if (members.get(field.wire()) instanceof List<?> asked) {
            members.put(field.wire(), asked.stream().filter(allowed::contains).toList());
        }
    }

    /** A document that names no scope leaves it to the provider (RFC 7591, section 2). Empty: left to the rules. */
    private static Optional<Scope> scope(Map<String, Object> members, Scope allowed) {
        Object asked = members.getOrDefault(SCOPE.wire(), allowed.toString());
        boolean lasting = members.get(ClientMetadataField.GRANT_TYPES.wire()) instanceof List<?> types
                && types.contains(ClientMetadata.REFRESH_TOKEN);
        return Optional.of(asked)
                .filter(String.class::isInstance)
                .map(text -> Scope.of(List.of(text.toString().split(" "))).within(allowed.values()))
                .map(scope -> lasting ? scope : scope.without(Scope.OFFLINE_ACCESS));
    }

    private static String sentence(List<ClientMetadataRules.Fault> faults) {
        return faults.stream()
                .map(fault -> "'" + fault.field() + "' " + fault.sentence())
                .collect(Collectors.joining("; ", "is faulty: ", ""));
    }
}
