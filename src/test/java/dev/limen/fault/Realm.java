package dev.limen.fault;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.json.StrictJson;
import dev.limen.support.ClientAssertion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The realm of the tests, for programs that are started here; with one more client, which is known by its key. */
final class Realm {

    private static final Path PLAIN = Path.of("src/test/resources/test-realm.yaml");
    private static final Path EXTENDED = Path.of("target/fault-realm.yaml");
    private static final SigningPair PAIR = SigningPair.generate(SigningAlgorithm.ES256);
    private static final String ASSERTING = "asserting";

    /** Outlives a restart. */
    private static final Duration ASSERTED = Duration.ofMinutes(4);

    private Realm() {}

    /** These settings, with the realm file of the tests. */
    static Map<String, String> with(Map<String, String> settings) {
        try {
            String realm = Files.readString(PLAIN);
            Files.writeString(EXTENDED, realm.replaceFirst("(?m)^clients:\n", "clients:\n" + asserting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("LIMEN_REALM_FILE", EXTENDED.toString());
        return all;
    }

    /** A new assertion of the client that is known by its key; it may ask for tokens for itself. */
    static String assertion(URI issuer) {
        return ClientAssertion.of(ASSERTING, issuer)
                .with("exp", Instant.now().plus(ASSERTED).getEpochSecond())
                .signed("ES256", PAIR.privateKey());
    }

    private static String asserting() {
        return """
                  - client_id: %s
                    token_endpoint_auth_method: private_key_jwt
                    grant_types: [client_credentials]
                    scope: api:read
                    jwks: { keys: [%s] }
                """.formatted(ASSERTING, new StrictJson().write(PAIR.publicJwk()))
                .indent(0);
    }
}
