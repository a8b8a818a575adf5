package dev.limen.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.jose.PublicJwk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of the suite's plans fits the realm beside it. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class SetupTest {

    @Inject
    Clients clients;

    @ParameterizedTest
    @ValueSource(strings = {"fapi2-dpop", "fapi2-message-signing"})
    void thePlansSignWithTheKeysOfTheRealm(String plan) {
        for (String member : List.of("client", "client2")) {
            Map<?, ?> configured = (Map<?, ?>) Walk.plan(plan).get(member);
            Client client = clients.find((String) configured.get("client_id")).orElseThrow();
            assertThat(thumbprints(client.metadata.jwks().orElseThrow()))
                    .isEqualTo(thumbprints((Map<?, ?>) configured.get("jwks")))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"client, mtls", "client2, mtls2"})
    void thePlanWithCertificatesHasThoseOfTheRealm(String member, String certificate) throws Exception {
        Map<String, Object> plan = Walk.plan("fapi2-mtls");
        Client client = clients.find((String) ((Map<?, ?>) plan.get(member)).get("client_id"))
                .orElseThrow();
        String pem = (String) ((Map<?, ?>) plan.get(certificate)).get("cert");
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        assertThat(thumbprints(client.metadata.jwks().orElseThrow()))
                .containsExactly(PublicJwk.thumbprint(read.getPublicKey()));
    }

    /** Only what is needed for a run is on, and each file says that its secrets are none. */
    @Test
    void everyFileSaysWhatItIsFor() throws Exception {
        try (var files = Files.list(ConformanceSetup.DIRECTORY.resolve("plans"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).contains("Test keys and secrets");
            }
        }
        assertThat(Files.readString(ConformanceSetup.DIRECTORY.resolve("realm.yaml")))
                .startsWith("# For a run of the OpenID Foundation's conformance suite, and for nothing else");
    }

    private static List<String> thumbprints(Map<?, ?> set) {
        return ((List<?>) set.get("keys"))
                .stream()
                        .map(key -> PublicJwk.thumbprint(parse((Map<?, ?>) key)))
                        .toList();
    }

    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private static java.security.PublicKey parse(Map<?, ?> jwk) {
        Map<String, Object> open = new java.util.HashMap<>((Map<String, Object>) jwk);
        open.keySet().removeAll(List.of("d", "p", "q", "dp", "dq", "qi"));
        return PublicJwk.parse(open);
    }
}
