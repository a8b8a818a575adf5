package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.InitialAccessTokens;
import dev.limen.config.Command;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.support.Authority;
import dev.limen.support.Database;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.Race;
import dev.limen.support.TestClock;
import dev.limen.trust.SubjectMatch;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration for those who have an initial access token; and what it loads from others, from a real server. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class InitialAccessTest {

    private static final String INVALID = "invalid_client_metadata";

    private static final String STATEMENT_KEYS = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"partner-1\","
            + "\"x\":\"k-oLdekYlxU8Z_j-P72a2DPldB5qDNkXOCysHdHuBME\","
            + "\"y\":\"Smi_r2aLp67mVdTRMXv1dunKDidFeMRxoV2-eLqsIi8\"}]}";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String document = "[\"" + Registrant.REDIRECT_URI + "\",\"https://else.example.com/\"]";
    private volatile int status = 200;
    private HttpsServer server;
    private String sector;

    @Inject
    InitialAccessTokens initial;

    @Inject
    RegistrationCommand command;

    @Inject
    TrustedIssuers issuers;

    @Inject
    SectorIdentifiers sectors;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @Inject
    AgroalDataSource pool;

    @BeforeEach
    void publish() throws IOException {
        Authority authority = CertificatesProfile.authority();
        server = HttpsServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.server("127.0.0.1").tls(authority.certificate())));
        server.createContext("/sector", exchange -> {
            asked.incrementAndGet();
            connections.set((int) pool.getMetrics().activeCount());
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/sector");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/jwks", exchange -> {
            byte[] body = STATEMENT_KEYS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        sector = "https://127.0.0.1:" + server.getAddress().getPort() + "/sector";
    }

    @AfterEach
    void stop() {
        server.stop(0);
        clock.reset();
    }

    @Test
    void registersWithAToken() {
        Registrant registrant = Registrant.of(post(minted(1), Map.of()));
        registrant.read().then().statusCode(200);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        Registrant.post(metadata(Map.of()))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"limen\""))
                .header("WWW-Authenticate", not(containsString("error")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesOtherTokens(String token) {
        refused(post(token, Map.of()));
    }

    /** The token of a client is for its own registration alone. */
    @Test
    void refusesARegistrationAccessToken() {
        refused(post(Registrant.of(post(minted(1), Map.of())).token(), Map.of()));
    }

    @Test
    void givesATokenSoManyUses() {
        String token = minted(2);
        post(token, Map.of()).then().statusCode(201);
        post(token, Map.of()).then().statusCode(201);
        refused(post(token, Map.of()));
    }

    @Test
    void usesNoTokenUpForARefusal() {
        String token = minted(1);
        post(token, Map.of("subject_type", "x")).then().statusCode(400).body("error", equalTo(INVALID));
        post(token, Map.of()).then().statusCode(201);
    }

    @Test
    void endsATokenInTime() {
        String token = minted(1);
        clock.advance(Duration.ofDays(1));
        refused(post(token, Map.of()));
    }

    @Test
    void registersOneClientForOneUse() throws Exception {
        String token = minted(1);
        List<Integer> results = Race.of(8, () -> post(token, Map.of()).statusCode());
        assertThat(results).filteredOn(status -> status == 201).hasSize(1);
        assertThat(results).filteredOn(status -> status == 401).hasSize(7);
    }

    @Test
    void keepsTheHashAlone() {
        String token = minted(3);
        assertThat(database.count("select count(*) from initial_access_tokens t where t::text like '%" + token + "%'"))
                .isZero();
    }

    @Test
    void endsAllTokensByCommand() {
        String token = minted(5);
        assertThat(command.carryOut(new Command.EndInitialAccessTokens())).endsWith("initial access tokens ended");
        refused(post(token, Map.of()));
    }

    /** OpenID Connect Registration 1.0, section 5. */
    @Test
    void takesASectorThatNamesAllRedirectUris() {
        Registrant registrant = Registrant.of(post(minted(1), Map.of("sector_identifier_uri", sector)));
        assertThat(registrant.information().getString("sector_identifier_uri")).isEqualTo(sector);
        assertThat(asked).hasValue(1);
        assertThat(connections)
                .as("a stranger's host is waited for with no connection in hand")
                .hasValue(0);
    }

    @Test
    void refusesASectorThatMissesARedirectUri() {
        refusedSector(Map.of("redirect_uris", List.of(Registrant.REDIRECT_URI, "https://third.example.com/callback")))
                .body("error_description", containsString("does not name every one of redirect_uris"));
    }

    @Test
    void looksAtTheSectorAtEachUpdate() {
        Registrant registrant = Registrant.of(post(minted(1), Map.of("sector_identifier_uri", sector)));
        registrant
                .update(Map.of(
                        "sector_identifier_uri",
                        sector,
                        "redirect_uris",
                        List.of("https://third.example.com/callback")))
                .then()
                .statusCode(400)
                .body("error", equalTo(INVALID));
        registrant.update(Map.of("sector_identifier_uri", sector)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "[[\"" + Registrant.REDIRECT_URI + "\"]]",
                "[\"" + Registrant.REDIRECT_URI + "\"] []",
                "\"" + Registrant.REDIRECT_URI + "\""
            })
    void refusesSectorsThatAreNoListOfUris(String other) {
        document = other;
        refusedSector(Map.of());
    }

    @Test
    void refusesASectorThatIsTooLong() {
        document = "[\"" + Registrant.REDIRECT_URI + "\",\"" + "x".repeat(70_000) + "\"]";
        refusedSector(Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 404, 500})
    void refusesASectorThatIsNotThere(int other) {
        status = other;
        refusedSector(Map.of());
        assertThat(asked).hasValue(1);
    }

    /** S31. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2:%d/sector",
                "https://[::1]:%d/sector",
                "https://169.254.169.254/sector",
                "https://10.0.0.1/sector",
                "http://127.0.0.1:%d/sector"
            })
    void callsNoAddressThatIsNotAllowed(String uri) {
        sector = uri.contains("%d") ? uri.formatted(server.getAddress().getPort()) : uri;
        refusedSector(Map.of());
        assertThat(asked).hasValue(0);
    }

    /** RFC 7591, section 2.3: its issuer's keys may be elsewhere. */
    @Test
    void loadsTheKeysOfStatements() {
        String issuer = "https://published-" + server.getAddress().getPort() + ".example";
        issuers.store(new TrustedIssuer(
                issuer,
                true,
                Optional.empty(),
                Optional.of(sector.replace("/sector", "/jwks")),
                List.of("ES256"),
                List.of(),
                "sub",
                SubjectMatch.SUB,
                List.of(),
                List.of(),
                Duration.ofMinutes(5),
                true,
                true));
        String statement =
                PartnerIssuer.sign(Map.of("iss", issuer, "software_id", "published", "client_name", "Published"));
        post(minted(1), Map.of("software_statement", statement))
                .then()
                .statusCode(201)
                .body("client_name", equalTo("Published"));
        server.stop(0);
        String other = PartnerIssuer.sign(
                Map.of("alg", "ES256", "kid", "unknown"), Map.of("iss", issuer, "software_id", "published"));
        post(minted(1), Map.of("software_statement", other))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_software_statement"));
    }

    /** OpenID Connect Core 1.0, section 8.1: redirection URIs of several hosts are of no one sector by themselves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.example/callback",
                "http://localhost/callback",
                "http://127.0.0.1/callback",
                "com.example.app:/callback"
            })
    void needsASectorForSeveralHosts(String other) {
        List<String> several = List.of("https://a.example/callback", other);
        assertThat(SectorIdentifiers.faults(pairwise(several, Map.of())))
                .extracting(Fault::field)
                .containsExactly("sector_identifier_uri");
        assertThat(SectorIdentifiers.faults(pairwise(several, Map.of("sector_identifier_uri", sector))))
                .isEmpty();
        assertThat(SectorIdentifiers.faults(ClientMetadata.of(Map.of("redirect_uris", several))))
                .isEmpty();
    }

    @Test
    void needsNoSectorForOneHost() {
        List<String> one = List.of("https://a.example/callback", "https://a.example/other");
        assertThat(SectorIdentifiers.faults(pairwise(one, Map.of()))).isEmpty();
    }

    /** What a device is given goes to no redirection URI, so those of another prove nothing. */
    @Test
    void givesADeviceNoSectorOfAnother() {
        Map<String, Object> device = Map.of(
                "grant_types",
                List.of("authorization_code", ClientMetadata.DEVICE_CODE),
                "sector_identifier_uri",
                sector);
        assertThat(SectorIdentifiers.faults(pairwise(List.of(Registrant.REDIRECT_URI), device)))
                .extracting(Fault::field)
                .containsExactly("subject_type");
    }

    /** A logout token says the subject as well. */
    @Test
    void tellsOfASignOutNobodyOutsideOfTheSector() {
        List<String> one = List.of("https://a.example/callback");
        assertThat(SectorIdentifiers.faults(
                        pairwise(one, Map.of("backchannel_logout_uri", "https://a.example:8443/logout"))))
                .isEmpty();
        for (Map<String, Object> document :
                List.<Map<String, Object>>of(Map.of(), Map.of("sector_identifier_uri", sector))) {
            Map<String, Object> members = new HashMap<>(document);
            members.put("backchannel_logout_uri", "https://evil.example/logout");
            assertThat(SectorIdentifiers.faults(pairwise(one, members)))
                    .extracting(Fault::field)
                    .containsExactly("backchannel_logout_uri");
        }
    }

    /** CIBA, section 4: without redirection URIs, it is the keys that show whose the client is. */
    @Test
    void looksForTheKeysWhereThereIsNoRedirectUri() {
        String keys = sector.replace("/sector", "/jwks");
        ClientMetadata machine = ClientMetadata.of(Map.of(
                "grant_types", List.of("client_credentials"), "jwks_uri", keys, "sector_identifier_uri", sector));
        assertThatThrownBy(() -> sectors.check(machine)).hasMessageContaining("does not name the jwks_uri");
        document = "[\"" + keys + "\"]";
        sectors.check(machine);
    }

    @Test
    void registersPairwiseSubjectsOfASector() {
        post(minted(1), Map.of("subject_type", "pairwise", "sector_identifier_uri", sector))
                .then()
                .statusCode(201)
                .body("subject_type", equalTo("pairwise"))
                .body("sector_identifier_uri", equalTo(sector));
        post(
                        minted(1),
                        Map.of(
                                "subject_type",
                                "pairwise",
                                "redirect_uris",
                                List.of(Registrant.REDIRECT_URI, "http://localhost/callback")))
                .then()
                .statusCode(400)
                .body("error", equalTo(INVALID))
                .body("error_description", startsWith("sector_identifier_uri is needed"));
    }

    private static ClientMetadata pairwise(List<String> redirectUris, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("subject_type", "pairwise");
        members.put("redirect_uris", redirectUris);
        return ClientMetadata.of(members);
    }

    private ValidatableResponse refusedSector(Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("sector_identifier_uri", sector);
        return post(minted(1), all)
                .then()
                .statusCode(400)
                .body("error", equalTo(INVALID))
                .body("error_description", startsWith("sector_identifier_uri "));
    }

    private static void refused(Response response) {
        response.then()
                .statusCode(401)
                .header("WWW-Authenticate", allOf(startsWith("Bearer"), containsString("invalid_token")))
                .body("error", equalTo("invalid_token"));
    }

    private static Response post(String token, Map<String, ?> changes) {
        return Registrant.post(given().auth().oauth2(token), metadata(changes));
    }

    private String minted(int uses) {
        return command.carryOut(new Command.InitialAccessToken(uses, Duration.ofHours(12)));
    }
}
