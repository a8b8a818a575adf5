package dev.limen.registration;

import static dev.limen.protocol.ClientMetadataField.SECTOR_IDENTIFIER_URI;
import static dev.limen.protocol.ClientMetadataField.SUBJECT_TYPE;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.protocol.OAuthException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    private final Outbound outbound;
    private final StrictJson json;

    SectorIdentifiers(Outbound outbound, StrictJson json) {
        this.outbound = outbound;
        this.json = json;
    }

    /**
     * What keeps a client that speaks for itself from having a sector. Anyone can write the host of another beside an address
     * of his own, on his own machine too, and what a device is given goes to no address at all; he would so learn by which
     * subjects the other knows people.
     */
    static List<Fault> faults(ClientMetadata metadata) {
        List<Fault> faults = new ArrayList<>();
        if (!metadata.isPairwise()) {
            return faults;
        }
        long hosts = metadata.redirectUris().stream()
                .map(SectorIdentifiers::host)
                .distinct()
                .count();
        if (hosts > 1 && metadata.sectorIdentifierUri().isEmpty()) {
            faults.add(fault(
                    SECTOR_IDENTIFIER_URI,
                    "is needed for subject_type: pairwise, as redirect_uris have several hosts"
                            + " (OpenID Connect Registration 1.0, section 5)"));
        }
        if (metadata.allows(ClientMetadata.DEVICE_CODE)) {
            faults.add(fault(
                    SUBJECT_TYPE,
                    "cannot be pairwise for a client that registers itself for the device_code grant type, as its"
                            + " redirect_uris do not tell who gets the answer"));
        }
        return faults;
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
     * Loads the document of a client that names one, and looks for each redirection URI in it; where there is none, for its
     * {@code jwks_uri} (CIBA, section 4). Otherwise it could take a place in anyone's sector. Call it outside transactions.
     *
     * @throws OAuthException {@code invalid_client_metadata} if the document is not there, or does not name the client
     */
    void check(ClientMetadata metadata) {
        metadata.sectorIdentifierUri().ifPresent(uri -> {
            List<Object> listed = listed(URI.create(uri))
                    .orElseThrow(() -> refused("leads to no JSON array of URIs that could be loaded"));
            if (!listed.containsAll(metadata.redirectUris())) {
                throw refused("leads to a document that does not name every one of redirect_uris");
            }
            if (metadata.redirectUris().isEmpty()
                    && !listed.contains(metadata.jwksUri().orElse(""))) {
                throw refused("leads to a document that does not name the jwks_uri, as it must without redirect_uris");
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
        return Refusals.of(List.of(fault(SECTOR_IDENTIFIER_URI, sentence)));
    }

    private static Fault fault(ClientMetadataField field, String sentence) {
        return new Fault(field.wire(), OptionalInt.empty(), sentence);
    }
}
