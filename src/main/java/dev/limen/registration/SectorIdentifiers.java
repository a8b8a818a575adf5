package dev.limen.registration;

import static dev.limen.protocol.ClientMetadataField.SECTOR_IDENTIFIER_URI;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.protocol.OAuthException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Sectors: groups of clients that know a person by the same subject identifier (OpenID Connect Core 1.0, section 8.1; OpenID
 * Connect Registration 1.0, section 5).
 */
@Singleton
class SectorIdentifiers {

    private static final Logger LOG = Logger.getLogger(SectorIdentifiers.class);

    private static final String PAIRWISE = "pairwise";

    private final Outbound outbound;
    private final StrictJson json;

    SectorIdentifiers(Outbound outbound, StrictJson json) {
        this.outbound = outbound;
        this.json = json;
    }

    /** Redirection URIs of several hosts are of no one sector, unless a document says so. */
    static Optional<Fault> ambiguity(ClientMetadata metadata) {
        boolean open = metadata.subjectType().equals(PAIRWISE)
                && metadata.sectorIdentifierUri().isEmpty();
        long hosts = metadata.redirectUris().stream()
                .map(SectorIdentifiers::host)
                .distinct()
                .count();
        return open && hosts > 1
                ? Optional.of(fault("is needed for subject_type: pairwise, as redirect_uris have several hosts"
                        + " (OpenID Connect Registration 1.0, section 5)"))
                : Optional.empty();
    }

    /** The host, or for a private-use scheme the whole of it; of what is no URI another rule says so. */
    private static String host(String uri) {
        try {
            return Optional.ofNullable(URI.create(uri).getHost()).orElse(uri);
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }

    /**
     * Loads the document of a client that names one, and looks for each redirection URI in it. Call it outside transactions.
     *
     * @throws OAuthException {@code invalid_client_metadata} if the document is not there, or one of them is not in it
     */
    void check(ClientMetadata metadata) {
        metadata.sectorIdentifierUri().ifPresent(uri -> {
            List<Object> listed = listed(URI.create(uri))
                    .orElseThrow(() -> refused("leads to no JSON array of URIs that could be loaded"));
            if (!listed.containsAll(metadata.redirectUris())) {
                throw refused("leads to a document that does not name every one of redirect_uris");
            }
        });
    }

    private Optional<List<Object>> listed(URI uri) {
        try {
            OutboundAnswer answer = outbound.send(OutboundRequest.get(uri, "application/json", StrictJson.MAX_LENGTH));
            return answer.status() == 200
                    ? Optional.of(json.array(new String(answer.body(), StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (OutboundException | IllegalJsonException e) {
            LOG.infof("A sector_identifier_uri at %s cannot be used: %s", uri.getHost(), e.getMessage());
            return Optional.empty();
        }
    }

    private static OAuthException refused(String sentence) {
        return Refusals.of(List.of(fault(sentence)));
    }

    private static Fault fault(String sentence) {
        return new Fault(SECTOR_IDENTIFIER_URI.wire(), OptionalInt.empty(), sentence);
    }
}
