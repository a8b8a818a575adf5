package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.JWKS;
import static dev.limen.protocol.ClientMetadataField.JWKS_URI;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that a client registers: public ones, in one place (RFC 7591, section 2). */
final class ClientKeyRules {

    private static final int MAX_KEYS = 20;
    /** RFC 7518, sections 6.2.2, 6.3.2 and 6.4; RFC 8037, section 2; RFC 9964, section 3. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    private ClientKeyRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.jwks().isPresent() && metadata.jwksUri().isPresent()) {
            faults.add(new Fault(JWKS_URI, "cannot stand beside jwks (RFC 7591, section 2)"));
        }
        metadata.jwks().flatMap(ClientKeyRules::fault).ifPresent(s -> faults.add(new Fault(JWKS, s)));
    }

    static Optional<String> fault(Map<String, Object> jwks) {
        if (!(jwks.get("keys") instanceof List<?> keys) || keys.isEmpty()) {
            return Optional.of("needs a list 'keys' with a key in it (RFC 7517, section 5)");
        }
        if (keys.size() > MAX_KEYS) {
            return Optional.of("has more than " + MAX_KEYS + " keys");
        }
        if (!keys.stream().allMatch(key -> key instanceof Map<?, ?> jwk && jwk.get("kty") instanceof String)) {
            return Optional.of("has a key without 'kty' (RFC 7517, section 4.1)");
        }
        if (keys.stream().anyMatch(key -> ((Map<?, ?>) key).keySet().stream().anyMatch(PRIVATE::contains))) {
            return Optional.of("has a private or shared key; register the public part alone");
        }
        return Optional.empty();
    }
}
