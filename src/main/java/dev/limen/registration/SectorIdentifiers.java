package dev.limen.registration;

import static dev.limen.protocol.ClientMetadataField.BACKCHANNEL_LOGOUT_URI;
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
import dev.limen.protocol.SectorIdentifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
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
        Set<String> hosts =
                metadata.redirectUris().stream().map(SectorIdentifiers::host).collect(Collectors.toSet());
        if (hosts.size() > 1 && metadata.sectorIdentifierUri().isEmpty()) {
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
        // a logout token says the subject too
        if (metadata.backchannelLogoutUri()
                .filter(uri -> !hosts.contains(host(uri)))
                .isPresent()) {
            faults.add(fault(
                    BACKCHANNEL_LOGOUT_URI,
                    "has not the host of a redirect URI, as it must for subject_type: pairwise of a client that registers"
                            + " itself"));
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

    /**
     * A client stays in its sector: what people granted it before at addresses of its own would else tell it by which subjects
     * another sector knows them.
     *
     * @throws OAuthException {@code invalid_client_metadata} if it would come into one
     */
    static void requireSame(ClientMetadata before, ClientMetadata after) {
        boolean same = !after.isPairwise()
                || before.isPairwise() && SectorIdentifier.of(before).equals(SectorIdentifier.of(after));
        if (!same) {
            throw Refusals.of(List.of(fault(
                    SUBJECT_TYPE, "cannot become pairwise, or that of another sector, by an update: register anew")));
        }
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
