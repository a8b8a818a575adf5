package dev.limen.client;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.protocol.ClientIdUrl;
import dev.limen.protocol.Profile;
import dev.limen.protocol.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which documents describe clients here, and what such clients may ask for: as the operator has it. */
@Singleton
class DocumentPolicy implements MetadataContributor {

    private static final String ANY_BELOW = "*.";

    /** What every OpenID Connect client may ask for (OpenID Connect Core 1.0, sections 5.4 and 11). */
    private static final List<String> STANDARD =
            List.of(Scope.OPENID, "profile", "email", "address", "phone", Scope.OFFLINE_ACCESS);

    private final boolean enabled;
    private final Optional<List<String>> hosts;
    private final Scope scopes;
    private final Profile profile;

    DocumentPolicy(Features features, LimenConfig config) {
        this.enabled = features.enabled(Feature.CLIENT_ID_METADATA_DOCUMENTS);
        this.hosts = config.clientDocuments().hosts();
        List<String> all = new ArrayList<>(STANDARD);
        config.clientDocuments().scopes().ifPresent(all::addAll);
        this.scopes = Scope.of(all);
        this.profile = config.profile();
    }

    /** Whether documents describe clients at all. */
    boolean enabled() {
        return enabled;
    }

    /** Why an identifier leads to no document that counts here, as a sentence without its subject; empty if it does. */
    Optional<String> fault(String clientId) {
        return ClientIdUrl.fault(clientId)
                .or(() -> accepts(ClientIdUrl.host(clientId))
                        ? Optional.empty()
                        : Optional.of("is at a host whose clients are not accepted"));
    }

    private boolean accepts(String host) {
        return hosts.map(all -> all.stream().anyMatch(allowed -> matches(allowed.toLowerCase(Locale.ROOT), host)))
                .orElse(true);
    }

    private static boolean matches(String allowed, String host) {
        return allowed.startsWith(ANY_BELOW) ? host.endsWith(allowed.substring(1)) : allowed.equals(host);
    }

    /** What clients with documents may ask for. */
    Scope scopes() {
        return scopes;
    }

    /** What is required of them, as of all clients. */
    Profile profile() {
        return profile;
    }

    /** Client ID Metadata Document, section 6. */
    @Override
    public void contribute(Metadata metadata) {
        if (enabled) {
            metadata.value("client_id_metadata_document_supported", true);
        }
    }
}
