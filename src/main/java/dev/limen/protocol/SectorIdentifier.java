package dev.limen.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whose a client is, as far as pairwise subjects go: clients of one sector know a person by one subject. */
public final class SectorIdentifier {

    private SectorIdentifier() {}

    /**
     * The sector of a client with pairwise subjects: the host of {@code sector_identifier_uri}, or else the one host of its
     * redirection URIs (OpenID Connect Core 1.0, section 8.1), or else that of {@code jwks_uri} (CIBA, section 4).
     *
     * @throws IllegalStateException if nothing tells it, which {@link ClientMetadataRules} refuses
     */
    public static String of(ClientMetadata metadata) {
        return metadata.sectorIdentifierUri()
                .flatMap(SectorIdentifier::host)
                .or(() -> redirectHosts(metadata).stream().findFirst())
                .or(() -> keysHost(metadata))
                .orElseThrow(() -> new IllegalStateException("a client with pairwise subjects has no sector"));
    }

    /**
     * The hosts of the redirection URIs. A loopback host is everybody's, and a private-use scheme has none, so neither tells
     * whose the client is.
     */
    static Set<String> redirectHosts(ClientMetadata metadata) {
        Set<String> hosts = new TreeSet<>();
        metadata.redirectUris().stream()
                .filter(uri -> uri.startsWith("https:") || uri.startsWith("http:"))
                .flatMap(uri -> host(uri).stream())
                .filter(host -> !ClientUri.isLoopback(host))
                .forEach(hosts::add);
        return hosts;
    }

    /**
     * The host of the client's keys, where it has to prove at each request that they are its own: anyone can name the
     * {@code jwks_uri} of another. Who is answered at the authorization endpoint proves nothing.
     */
    static Optional<String> keysHost(ClientMetadata metadata) {
        boolean proves = !metadata.allows(ClientMetadata.IMPLICIT)
                && Set.of(ClientMetadata.PRIVATE_KEY_JWT, ClientMetadata.SELF_SIGNED_TLS_CLIENT_AUTH)
                        .contains(metadata.tokenEndpointAuthMethod());
        return metadata.jwksUri().filter(uri -> proves).flatMap(SectorIdentifier::host);
    }

    /** Empty for what is no URI with a host, which is a fault of its own. */
    private static Optional<String> host(String uri) {
        try {
            return Optional.ofNullable(new URI(uri).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
