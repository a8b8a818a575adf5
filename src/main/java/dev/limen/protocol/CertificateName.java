package dev.limen.protocol;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A name by which the certificate of a client is known (RFC 8705, section 2.1.2).
 *
 * @param field the member that holds the name, which says what kind of name it is
 */
public record CertificateName(ClientMetadataField field, String value) {

    private static final int MAX_LENGTH = 1000;
    /** An address whole, and without a zone. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern DNS = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?");

    /** What is wrong with the name. */
    Optional<Fault> fault() {
        if (value.isBlank() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            return fault("must be 1 to " + MAX_LENGTH + " characters without control characters");
        }
        return switch (field) {
            case TLS_CLIENT_AUTH_SUBJECT_DN ->
                distinguished().isPresent()
                        ? Optional.empty()
                        : fault("is no distinguished name (RFC 4514), such as CN=client,O=Example,C=DE");
            case TLS_CLIENT_AUTH_SAN_IP ->
                address().isPresent() ? Optional.empty() : fault("is no IP address (RFC 8705, section 2.1.2)");
            case TLS_CLIENT_AUTH_SAN_DNS ->
                DNS.matcher(value).matches()
                        ? Optional.empty()
                        : fault("is no host name; names with a wildcard are compared with no other");
            default -> Optional.empty();
        };
    }

    /** The name as a distinguished name, which compares as RFC 5280, section 7.1 has it. */
    public Optional<X500Principal> distinguished() {
        try {
            return Optional.of(new X500Principal(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The name as an address, whichever way it is written. */
    public Optional<InetAddress> address() {
        try {
            return ADDRESS.matcher(value).matches() ? Optional.of(InetAddress.ofLiteral(value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Fault> fault(String sentence) {
        return Optional.of(new Fault(field, sentence));
    }
}
