package dev.limen.registration;

import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_DETAILS_TYPES;
import static dev.limen.protocol.ClientMetadataField.GRANT_TYPES;
import static dev.limen.protocol.ClientMetadataField.RESPONSE_TYPES;
import static dev.limen.protocol.ClientMetadataField.SCOPE;
import static dev.limen.protocol.ClientMetadataField.TOKEN_ENDPOINT_AUTH_METHOD;

import dev.limen.client.ClientAuthentication;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.protocol.ResponseType;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What a client can give itself: less than what the realm file can give it, and as much as the operator lets it. */
@ApplicationScoped
class Allowance {

    private final LimenConfig.Registration settings;
    private final Features features;
    private final Scopes scopes;
    private final ClientAuthentication authentication;

    Allowance(LimenConfig config, Features features, Scopes scopes, ClientAuthentication authentication) {
        this.settings = config.registration();
        this.features = features;
        this.scopes = scopes;
        this.authentication = authentication;
    }

    /** The scope of a client that does not say one: all that such a client could use (RFC 7591, section 2). */
    Scope usual(List<?> grantTypes) {
        Scope all = Scope.of(scopeValues());
        boolean nobody = grantTypes.equals(List.of(ClientMetadata.CLIENT_CREDENTIALS));
        Scope fitting = nobody
                ? Scope.of(all.values().stream()
                        .filter(value -> !Scopes.isStandard(value))
                        .toList())
                : all;
        return grantTypes.contains(ClientMetadata.REFRESH_TOKEN) ? fitting : fitting.without(Scope.OFFLINE_ACCESS);
    }

    /** Whether a client that authenticates must send code challenges (RFC 7636). */
    boolean requirePkce() {
        return settings.requirePkce();
    }

    /** What goes beyond it. Names that nobody knows are a fault of their own already. */
    List<Fault> faults(ClientMetadata metadata) {
        List<Fault> faults = new ArrayList<>();
        beyond(faults, GRANT_TYPES, metadata.grantTypes(), ClientMetadataRules.GRANT_TYPES, grantTypes());
        beyond(faults, RESPONSE_TYPES, metadata.responseTypes(), ClientMetadataRules.RESPONSE_TYPES, responseTypes());
        List<String> types = metadata.authorizationDetailsTypes();
        beyond(
                faults,
                AUTHORIZATION_DETAILS_TYPES,
                types,
                types,
                settings.authorizationDetailsTypes().orElse(List.of()));
        List<String> allowed = scopeValues();
        if (!allowed.containsAll(metadata.scope().values())) {
            faults.add(fault(SCOPE, OptionalInt.empty(), "has a value", allowed));
        }
        if (metadata.allows(ClientMetadata.CLIENT_CREDENTIALS)
                && !metadata.authorizationDetailsTypes().isEmpty()) {
            faults.add(new Fault(
                    AUTHORIZATION_DETAILS_TYPES.wire(),
                    OptionalInt.empty(),
                    "is not for a client that registers itself for client_credentials: nobody would be asked whether it"
                            + " may have them"));
        }
        String method = metadata.tokenEndpointAuthMethod();
        boolean known = ClientMetadataRules.AUTHENTICATION_METHODS.contains(method);
        if (known && !authentication.methods().contains(method)) {
            faults.add(new Fault(
                    TOKEN_ENDPOINT_AUTH_METHOD.wire(),
                    OptionalInt.empty(),
                    "is not offered here; offered: " + String.join(", ", authentication.methods())));
        }
        return faults;
    }

    private static void beyond(
            List<Fault> faults,
            ClientMetadataField field,
            List<String> values,
            List<String> known,
            List<String> allowed) {
        for (int i = 0; i < values.size(); i++) {
            if (known.contains(values.get(i)) && !allowed.contains(values.get(i))) {
                faults.add(fault(field, OptionalInt.of(i), "is a value", allowed));
            }
        }
    }

    private static Fault fault(ClientMetadataField field, OptionalInt element, String what, List<String> allowed) {
        return new Fault(
                field.wire(),
                element,
                what + " that no client can register by itself here; it can: "
                        + (allowed.isEmpty() ? "none" : String.join(", ", allowed)));
    }

    private List<String> scopeValues() {
        return settings.scopes().stream()
                .filter(scopes.known()::contains)
                .distinct()
                .toList();
    }

    private List<String> grantTypes() {
        return settings.grantTypes().stream().filter(this::isOn).distinct().toList();
    }

    private boolean isOn(String grantType) {
        return switch (grantType) {
            case ClientMetadata.IMPLICIT ->
                features.enabled(Feature.LEGACY_IMPLICIT) || features.enabled(Feature.LEGACY_HYBRID);
            case ClientMetadata.DEVICE_CODE -> features.enabled(Feature.DEVICE);
            default -> ClientMetadataRules.SELF_REGISTERED_GRANT_TYPES.contains(grantType);
        };
    }

    private List<String> responseTypes() {
        return ClientMetadataRules.RESPONSE_TYPES.stream()
                .filter(type -> isOn(ResponseType.parse(type).orElseThrow()))
                .collect(Collectors.toList());
    }

    private boolean isOn(ResponseType type) {
        if (!type.tokensInFront()) {
            return true;
        }
        return features.enabled(type.code() ? Feature.LEGACY_HYBRID : Feature.LEGACY_IMPLICIT);
    }
}
