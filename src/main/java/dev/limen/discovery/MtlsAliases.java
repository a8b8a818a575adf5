package dev.limen.discovery;

import dev.limen.config.Issuer;
import dev.limen.config.LimenConfig;
import dev.limen.web.ClientCertificates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells clients with certificates where to come, if that is not the issuer's host: {@code mtls_endpoint_aliases} (RFC 8705,
 * section 5). A host that asks for certificates makes browsers ask people for one, so pages have another.
 */
@Singleton
class MtlsAliases {

    private static final List<String> ENDPOINTS = List.of(
            "token_endpoint",
            "revocation_endpoint",
            "introspection_endpoint",
            "pushed_authorization_request_endpoint",
            "device_authorization_endpoint",
            "backchannel_authentication_endpoint",
            "userinfo_endpoint");

    private final String issuer;
    private final Optional<String> base;

    @Inject
    MtlsAliases(Issuer issuer, LimenConfig config, ClientCertificates certificates) {
        this(
                issuer.value(),
                config.mtls().baseUrl().filter(url -> certificates.possible()).map(Object::toString));
    }

    MtlsAliases(String issuer, Optional<String> base) {
        this.issuer = issuer;
        this.base = base;
    }

    /** The metadata, with the aliases of what is in it. */
    Map<String, Object> addedTo(Map<String, Object> metadata) {
        if (base.isEmpty()) {
            return metadata;
        }
        Map<String, Object> aliases = new LinkedHashMap<>();
        for (String endpoint : ENDPOINTS) {
            if (metadata.get(endpoint) instanceof String url && url.startsWith(issuer)) {
                aliases.put(endpoint, base.get() + url.substring(issuer.length()));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        all.put("mtls_endpoint_aliases", aliases);
        return all;
    }
}
