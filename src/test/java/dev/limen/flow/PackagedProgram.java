package dev.limen.flow;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.support.Provider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the packaged program needs to be tested: its issuer, and the realm of the tests, to which a client for each
 * signing algorithm is added. All flow tests name this resource, so that one start serves them all.
 */
public final class PackagedProgram implements QuarkusTestResourceLifecycleManager {

    private static final Path REALM = Path.of("src/test/resources/test-realm.yaml");
    private static final Path EXTENDED = Path.of("target/flow-realm.yaml");

    @Override
    public Map<String, String> start() {
        try {
            String realm = Files.readString(REALM);
            Files.writeString(EXTENDED, realm.replaceFirst("(?m)^clients:\n", "clients:\n" + signedClients()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "limen.issuer", Provider.uri().toString(),
                "limen.realm-file", EXTENDED.toString(),
                "limen.keys.algorithms",
                        Arrays.stream(SigningAlgorithm.values())
                                .map(SigningAlgorithm::wire)
                                .collect(Collectors.joining(",")),
                "quarkus.http.host", "localhost");
    }

    private static String signedClients() {
        return Arrays.stream(SigningAlgorithm.values())
                .map(SigningAlgorithm::wire)
                .map(PackagedProgram::signedClient)
                .collect(Collectors.joining());
    }

    private static String signedClient(String algorithm) {
        return """
                  - client_id: signed-%1$s
                    client_secret: %2$s
                    redirect_uris: [%3$s]
                    scope: openid profile
                    id_token_signed_response_alg: %1$s
                    userinfo_signed_response_alg: %1$s
                """.formatted(algorithm, secret(algorithm), redirectUri(algorithm))
                .indent(0);
    }

    static String secret(String algorithm) {
        return "signed-secret-of-the-tests-" + algorithm;
    }

    static String redirectUri(String algorithm) {
        return "https://" + algorithm.toLowerCase(java.util.Locale.ROOT) + ".example.com/callback";
    }

    /** Nothing runs here: the framework stops the program. */
    @Override
    public void stop() {}
}
