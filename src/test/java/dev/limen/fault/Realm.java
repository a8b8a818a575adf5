package dev.limen.fault;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.json.StrictJson;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Fork;
import dev.limen.support.RelyingParty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** The realm of the tests, for programs that are started here; with one more client, which is known by its key. */
final class Realm {

    private static final Path PLAIN = Path.of("src/test/resources/test-realm.yaml");
    private static final Path EXTENDED = Fork.own("fault-realm.yaml");
    private static final SigningPair PAIR = SigningPair.generate(SigningAlgorithm.ES256);
    private static final String TOLD_SECRET = "told-secret-8Wn3kXq5";
    private static final String ASSERTING = "asserting";

    /** Outlives a restart. */
    private static final Duration ASSERTED = Duration.ofMinutes(4);

    private Realm() {}

    /** Where the client that is told of ended sessions hears of them; a setting of the program, as a port is not known before. */
    static final String TOLD_AT = "TOLD_AT";

    /** These settings, with the realm file of the tests. */
    static Map<String, String> with(Map<String, String> settings) {
        try {
            String realm = Files.readString(PLAIN);
            Files.writeString(
                    EXTENDED,
                    realm.replaceFirst(
                            "(?m)^clients:\n", Matcher.quoteReplacement("clients:\n" + asserting() + told())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("LIMEN_REALM_FILE", EXTENDED.toString());
        all.put("LIMEN_OUTBOUND_ALLOWED", "127.0.0.1");
        all.putIfAbsent(TOLD_AT, "http://127.0.0.1:9/");
        return all;
    }

    /** The client that is told of ended sessions. */
    static RelyingParty toldClient(URI issuer) {
        return RelyingParty.registered(issuer, "told", TOLD_SECRET, "https://told.example.com/callback");
    }

    /** A new assertion of the client that is known by its key; it may ask for tokens for itself. */
    static String assertion(URI issuer) {
        return ClientAssertion.of(ASSERTING, issuer)
                .with("exp", Instant.now().plus(ASSERTED).getEpochSecond())
                .signed("ES256", PAIR.privateKey());
    }

    private static String told() {
        return """
                  - client_id: told
                    client_secret: %s
                    redirect_uris: [https://told.example.com/callback]
                    grant_types: [authorization_code, refresh_token]
                    scope: openid
                    consent: none
                    backchannel_logout_uri: ${%s}
                """.formatted(TOLD_SECRET, TOLD_AT).indent(0);
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
