package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limen.config.SettingsException.Fault;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @TempDir
    Path directory;

    private Settings read(Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> complete = new TreeMap<>(environment);
        complete.putIfAbsent("LIMEN_DATA_DIR", directory.toString());
        return Settings.from(() -> new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new EnvConfigSource(complete, 300), new PropertiesConfigSource(properties, "properties", 400)));
    }

    private List<Fault> faults(Map<String, String> environment) {
        SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> read(environment, Map.of()));
        return refusal == null ? List.of() : refusal.faults();
    }

    private List<String> faultySettings(Map<String, String> environment) {
        return faults(environment).stream().map(Fault::setting).toList();
    }

    @Test
    void startsOnDefaultsAlone() {
        Settings settings = read(Map.of(), Map.of());
        assertThat(settings.limen().issuer()).hasToString("http://localhost:8080");
        assertThat(settings.database().url()).isEmpty();
    }

    @Test
    void letsClientsRegisterWhatIsTheirsToSay() {
        assertThat(read(Map.of("LIMEN_REGISTRATION_MODE", "initial-access-token"), Map.of())
                        .limen()
                        .registration()
                        .mode())
                .isEqualTo(RegistrationMode.INITIAL_ACCESS_TOKEN);
        for (String wrong : List.of("password", "urn:ietf:params:oauth:grant-type:jwt-bearer", "x")) {
            assertThat(faultySettings(Map.of("LIMEN_REGISTRATION_GRANT_TYPES", "authorization_code," + wrong)))
                    .containsExactly("LIMEN_REGISTRATION_GRANT_TYPES");
        }
        assertThat(faultySettings(Map.of("LIMEN_REGISTRATION_SCOPES", "openid,a\"b")))
                .containsExactly("LIMEN_REGISTRATION_SCOPES");
        assertThat(faultySettings(Map.of("LIMEN_REGISTRATION_MODE", "everyone")))
                .containsExactly("LIMEN_REGISTRATION_MODE");
        assertThat(faultySettings(Map.of("LIMEN_REGISTRATION_PER_SOURCE", "0")))
                .containsExactly("LIMEN_REGISTRATION_PER_SOURCE");
        assertThat(faultySettings(Map.of("LIMEN_REGISTRATION_UNUSED_LIFETIME", "-PT1S")))
                .containsExactly("LIMEN_REGISTRATION_UNUSED_LIFETIME");
    }

    @Test
    void listsAllFaultsInOneMessage() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LIMEN_ISUER", "https://id.example.com");
        environment.put("LIMEN_PROFILE", "fapi3");
        environment.put("LIMEN_TOKENS_CODE_LIFETIME", "soon");
        environment.put("LIMEN_THROTTLE_PER_ACCOUNT", "many");
        environment.put("LIMEN_REALM_FILE", directory.resolve("none.yaml").toString());
        environment.put("LIMEN_MASTER_KEY", "short");
        assertThatThrownBy(() -> read(environment, Map.of("limen.sesions.idle", "PT1H")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Limen does not start, as its settings have 7 faults:\n")
                .hasMessageContaining("\n  LIMEN_ISUER: no such setting; did you mean LIMEN_ISSUER?")
                .hasMessageContaining("\n  limen.sesions.idle: no such setting; did you mean limen.sessions.idle?")
                .hasMessageContaining("\n  LIMEN_PROFILE: ")
                .hasMessageContaining("fapi2")
                .hasMessageContaining("\n  LIMEN_TOKENS_CODE_LIFETIME: ")
                .hasMessageContaining("\n  LIMEN_THROTTLE_PER_ACCOUNT: Expected an integer value, got \"many\"")
                .hasMessageContaining("\n  LIMEN_REALM_FILE: no readable file at ")
                .hasMessageContaining("\n  LIMEN_MASTER_KEY: must be 32 bytes in base64")
                .message()
                .doesNotContain("SRCFG", "short", "java.")
                .hasLineCount(8);
    }

    @Test
    void knowsEverySettingInBothForms() {
        new SettingNames().defaults().keySet().forEach(name -> {
            assertThat(new SettingNames().unknownIn(List.of(new PropertiesConfigSource(Map.of(name, ""), "test", 1))))
                    .isEmpty();
            assertThat(new SettingNames()
                            .unknownIn(List.of(new EnvConfigSource(Map.of(SettingNames.environmentForm(name), ""), 1))))
                    .isEmpty();
        });
        assertThat(new SettingNames().defaults())
                .containsEntry("limen.data-dir", "data")
                .containsEntry("limen.features.introspection", "true");
    }

    @Test
    void readsAFeatureSwitch() {
        Settings settings = read(Map.of("LIMEN_FEATURES_INTROSPECTION", "false"), Map.of());
        assertThat(settings.limen().features()).containsEntry(Feature.INTROSPECTION, Optional.of(false));
        assertThat(read(Map.of("LIMEN_FEATURES_LEGACY_IMPLICIT", "true"), Map.of())
                        .limen()
                        .features())
                .containsEntry(Feature.LEGACY_IMPLICIT, Optional.of(true));
        assertThat(faultySettings(Map.of("LIMEN_FEATURES_TELEPATHY", "true")))
                .containsExactly("LIMEN_FEATURES_TELEPATHY");
    }

    /** FAPI 2.0 Security Profile, sections 5.3.2.1, 5.3.2.2 and 5.4.1; Message Signing, sections 5.3.1 and 5.4.1. */
    @ParameterizedTest
    @CsvSource({
        "fapi2, LIMEN_FEATURES_LEGACY_IMPLICIT, true",
        "fapi2, LIMEN_FEATURES_LEGACY_HYBRID, true",
        "fapi2, LIMEN_FEATURES_LEGACY_PASSWORD, true",
        "fapi2, LIMEN_FEATURES_PAR, false",
        "fapi2, LIMEN_TOKENS_CODE_LIFETIME, PT61S",
        "fapi2, LIMEN_DPOP_PROOF_TOLERANCE, PT61S",
        "fapi2, LIMEN_KEYS_ALGORITHMS, 'RS256,ES256'",
        "fapi2-message-signing, LIMEN_FEATURES_REQUEST_OBJECTS, false",
        "fapi2-message-signing, LIMEN_FEATURES_JARM, false"
    })
    void refusesWhatContradictsTheProfile(String profile, String setting, String value) {
        assertThat(faultySettings(Map.of("LIMEN_PROFILE", profile, setting, value)))
                .containsExactly(setting);
    }

    @Test
    void aProfileNeedsNoAlgorithmThatItForbids() {
        Map<String, String> algorithms = Map.of("LIMEN_KEYS_ALGORITHMS", "PS256,ES256");
        assertThat(faultySettings(algorithms)).containsExactly("LIMEN_KEYS_ALGORITHMS");
        Map<String, String> both = new TreeMap<>(algorithms);
        both.put("LIMEN_PROFILE", "fapi2");
        assertThat(faultySettings(both)).isEmpty();
        both.put("LIMEN_FEATURES_REQUEST_OBJECTS", "false");
        both.put("LIMEN_FEATURES_JARM", "false");
        assertThat(faultySettings(both)).isEmpty();
    }

    @Test
    void takesNoNoticeOfTheServiceLinksOfKubernetes() {
        assertThat(faultySettings(Map.of(
                        "LIMEN_SERVICE_HOST", "10.0.0.1",
                        "LIMEN_SERVICE_PORT_HTTP", "8080",
                        "LIMEN_PORT", "tcp://10.0.0.1:8080",
                        "LIMEN_PORT_8080_TCP_ADDR", "10.0.0.1")))
                .isEmpty();
        assertThat(faultySettings(Map.of("LIMEN_PORT", "8080"))).containsExactly("LIMEN_PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com",
                "https://id.example.com:8443/tenant",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://limen.localhost"
            })
    void takesAGoodIssuer(String issuer) {
        assertThat(faults(Map.of("LIMEN_ISSUER", issuer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com/",
                "https://id.example.com?a=b",
                "https://id.example.com#top",
                "https://user@id.example.com",
                "https:id.example.com",
                "https://",
                "ftp://id.example.com",
                "id.example.com",
                "http://id.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1"
            })
    void refusesABadIssuer(String issuer) {
        assertThat(faultySettings(Map.of("LIMEN_ISSUER", issuer))).containsOnly("LIMEN_ISSUER");
    }

    @Test
    void takesPlainHttpWhereTheOperatorInsists() {
        assertThat(faults(Map.of("LIMEN_ISSUER", "http://id.example.com", "LIMEN_ALLOW_HTTP", "true")))
                .isEmpty();
    }

    @Test
    void wantsAMasterKeyWithAnExternalDatabase() {
        String url = "jdbc:postgresql://db/limen";
        assertThat(faultySettings(Map.of("QUARKUS_DATASOURCE_JDBC_URL", url))).containsExactly("LIMEN_MASTER_KEY");
        assertThat(faults(Map.of("QUARKUS_DATASOURCE_JDBC_URL", url, "LIMEN_MASTER_KEY", KEY)))
                .isEmpty();
    }

    @Test
    void takesARealmThatTheProgramBringsAlong() {
        assertThat(faults(Map.of("LIMEN_REALM_FILE", "classpath:demo-realm.yaml")))
                .isEmpty();
    }

    @Test
    void refusesHalfAnExternalDatabase() {
        assertThat(faultySettings(Map.of("QUARKUS_DATASOURCE_USERNAME", "limen")))
                .containsExactly("QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(faultySettings(
                        Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:mysql://db/limen", "LIMEN_MASTER_KEY", KEY)))
                .containsExactly("QUARKUS_DATASOURCE_JDBC_URL");
    }

    @ParameterizedTest
    @CsvSource({
        "LIMEN_OUTBOUND_ALLOWED, 10.0.0.0/33",
        "LIMEN_OUTBOUND_ALLOWED, 10.0.0/8",
        "LIMEN_OUTBOUND_ALLOWED, 300.0.0.1",
        "LIMEN_OUTBOUND_ALLOWED, fe80::/129",
        "LIMEN_OUTBOUND_ALLOWED, https://internal",
        "LIMEN_CLIENT_DOCUMENTS_HOSTS, https://app.example.com",
        "LIMEN_CLIENT_DOCUMENTS_HOSTS, *",
        "LIMEN_CLIENT_DOCUMENTS_HOSTS, a.*.example.com",
        "LIMEN_CLIENT_DOCUMENTS_SCOPES, a b",
        "LIMEN_OUTBOUND_TRUST, /nowhere/ca.pem",
        "LIMEN_OUTBOUND_TRUST, pom.xml",
        "LIMEN_MTLS_TRUST, /nowhere/ca.pem",
        "LIMEN_MTLS_TRUST, pom.xml",
        "LIMEN_MTLS_CERTIFICATE_HEADER_FORMAT, der",
        "LIMEN_MTLS_REQUEST_CERTIFICATES, maybe",
        "LIMEN_MTLS_BASE_URL, http://mtls.example.com",
        "LIMEN_MTLS_BASE_URL, https://mtls.example.com/",
        "LIMEN_MTLS_BASE_URL, https://mtls.example.com?x",
        "LIMEN_MTLS_BASE_URL, mtls.example.com",
        "LIMEN_DATA_DIR, pom.xml/below",
        "LIMEN_DATA_DIR, pom.xml",
        "LIMEN_TOKENS_CODE_LIFETIME, PT0S",
        "LIMEN_TOKENS_REFRESH_GRACE, PT-1S",
        "LIMEN_DEVICE_CODE_LIFETIME, PT10.5S",
        "LIMEN_DEVICE_INTERVAL, PT0S",
        "LIMEN_REQUESTS_PUSHED_LIFETIME, PT0S",
        "LIMEN_REQUESTS_PUSHED_LIFETIME, PT10M",
        "LIMEN_REQUESTS_PUSHED_LIFETIME, PT30.5S",
        "LIMEN_DEVICE_INTERVAL, PT11M",
        "LIMEN_DEVICE_WRONG_CODES_PER_SOURCE, 0",
        "LIMEN_DEVICE_REQUESTS_PER_SOURCE, 0",
        "LIMEN_CIBA_INTERVAL, PT0S",
        "LIMEN_CIBA_INTERVAL, PT6M",
        "LIMEN_CIBA_LIFETIME, PT2H",
        "LIMEN_CIBA_MAX_LIFETIME, PT3600.5S",
        "LIMEN_CIBA_MAX_AGE, PT0S",
        "LIMEN_CIBA_WAITING_PER_PERSON, 0",
        "LIMEN_CIBA_REQUESTS_PER_PERSON, 0",
        "LIMEN_MAIL_FROM, nobody",
        "LIMEN_DEVICE_WRONG_CODES_EVERYWHERE, 0",
        "LIMEN_TOKENS_REFRESH_IDLE, P91D",
        "LIMEN_SESSIONS_IDLE, P2D",
        "LIMEN_DPOP_NONCE, sometimes",
        "LIMEN_DPOP_NONCE_LIFETIME, PT0.5S",
        "LIMEN_DPOP_NONCE_LIFETIME, PT1H",
        "LIMEN_DPOP_PROOF_TOLERANCE, PT0S",
        "LIMEN_DPOP_PROOF_TOLERANCE, PT16M",
        "LIMEN_PASSWORDS_MEMORY, 7",
        "LIMEN_PASSWORDS_CONCURRENCY, 0",
        "LIMEN_THROTTLE_PER_SOURCE, 0",
        "LIMEN_ALLOW_HTTP, perhaps",
        "LIMEN_FEATURES_LOGOUT, 0",
        "LIMEN_MASTER_KEY, AAAA",
        "LIMEN_KEYS_ALGORITHMS, ES256",
        "LIMEN_KEYS_ALGORITHMS, 'RS256,HS256'",
        "LIMEN_KEYS_ALGORITHMS, 'RS256,none'",
        "LIMEN_KEYS_ALGORITHMS, 'RS256,EDDSA'",
        "LIMEN_KEYS_ROTATION, PT-1S",
        "LIMEN_KEYS_ROTATION, PT11M59S",
        "LIMEN_KEYS_JWKS_MAX_AGE, PT-1S"
    })
    void refusesAValueThatCannotBeMeant(String setting, String value) {
        assertThat(faultySettings(Map.of(setting, value))).containsExactly(setting);
    }

    @Test
    void takesEveryAlgorithmAndNoSchedule() {
        assertThat(faults(Map.of(
                        "LIMEN_KEYS_ALGORITHMS", "RS256,ES512,EdDSA,ML-DSA-65",
                        "LIMEN_KEYS_ROTATION", "PT0S")))
                .isEmpty();
        assertThat(faults(Map.of("LIMEN_KEYS_ROTATION", "PT12M"))).isEmpty();
    }

    @Test
    void takesHostsAndRangesForOutboundCalls() {
        assertThat(faults(Map.of("LIMEN_OUTBOUND_ALLOWED", "intranet,app.example.com,10.0.0.0/8,fd00::/8,::1")))
                .isEmpty();
    }

    @Test
    void wantsCertificatesInTheTrustFile() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertThat(faults(Map.of("LIMEN_OUTBOUND_TRUST", empty.toString())))
                .singleElement()
                .extracting(Fault::problem)
                .isEqualTo("no certificate in " + empty);
    }

    @Test
    void believesAHeaderOfNamedProxiesAlone() {
        String header = "LIMEN_MTLS_CERTIFICATE_HEADER";
        String proxies = "LIMEN_MTLS_TRUSTED_PROXIES";
        assertThat(faults(Map.of(header, "Client-Cert", proxies, "10.0.0.7,fd00::/64")))
                .isEmpty();
        assertThat(faultySettings(Map.of(header, "Client-Cert"))).containsExactly(proxies);
        assertThat(faultySettings(Map.of(proxies, "10.0.0.7"))).containsExactly(proxies);
        assertThat(faultySettings(Map.of(header, "Client Cert", proxies, "10.0.0.7")))
                .containsExactly(header);
        assertThat(faultySettings(Map.of(header, "Client-Cert", proxies, "proxy.example.com")))
                .containsExactly(proxies);
    }
}
