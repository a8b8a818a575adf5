package dev.limen.subject;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.issuance.HintedPeople;
import dev.limen.issuance.OwnTokens;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0, section 8. */
@QuarkusTest
class PairwiseTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String SECRET = "pairwise-secret-8Xw2nLq5";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";
    private static final String SCOPE = "openid profile email offline_access api:read reports:read";
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.([\\w-]+)\\.[\\w-]+");

    private static final RelyingParty ONE = party("pairwise-one", "https://one.example.com/callback");
    private static final RelyingParty SIBLING = party("pairwise-sibling", "https://ONE.example.com:8443/other");
    private static final RelyingParty OTHER = party("pairwise-other", "https://other.example.com/callback");
    private static final RelyingParty PUBLIC = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty REPORTS = RelyingParty.reportsApi(PROVIDER);
    private static final RelyingParty DESK = RelyingParty.desk(PROVIDER);

    private final UserAgent browser = new UserAgent(PROVIDER);

    @Inject
    Clients clients;

    @Inject
    Database database;

    @Inject
    SubjectSalt salt;

    @Inject
    OwnTokens ownTokens;

    @Inject
    HintedPeople hinted;

    @BeforeEach
    void register() {
        register(ONE, Map.of());
        register(SIBLING, Map.of());
        register(OTHER, Map.of());
    }

    @AfterEach
    void restore() {
        database.execute("update users set claims = claims - 'may_act'");
        database.execute("update clients set metadata = metadata - 'subject_type' where client_id = 'reports-api'");
    }

    @Test
    void eachSectorKnowsAPersonByAnotherSubject() {
        String one = subject(ONE, People.ALICE);
        assertThat(one).matches("[\\w-]{43}").isNotEqualTo(People.ALICE.sub());
        assertThat(subject(ONE, People.ALICE)).isEqualTo(one);
        assertThat(subject(SIBLING, People.ALICE)).isEqualTo(one);
        assertThat(subject(OTHER, People.ALICE)).isNotEqualTo(one);
        assertThat(subject(ONE, People.BOB)).isNotEqualTo(one);
        assertThat(subject(PUBLIC, People.ALICE)).isEqualTo(People.ALICE.sub());
    }

    @Test
    void theSectorIdentifierUriSaysWhoBelongsTogether() {
        register(OTHER, Map.of("sector_identifier_uri", "https://one.example.com/sector.json"));
        assertThat(subject(OTHER, People.ALICE)).isEqualTo(subject(ONE, People.ALICE));
    }

    /** Every kind of token and every answer about one, whatever was asked for. */
    @Test
    void nothingThatTheClientSeesHasTheSubjectOfTheAccount() {
        mayAct(People.BOB);
        for (String format : List.of("jwt", "opaque")) {
            register(ONE, Map.of("access_token_format", format));
            JsonPath tokens = new Visitor(PROVIDER, People.ALICE)
                    .tokens(
                            ONE.request(SCOPE)
                                    .with(
                                            "claims",
                                            "{\"id_token\":{\"sub\":null,\"may_act\":null},\"userinfo\":{\"sub\":null,\"may_act\":null}}"));
            String sub = Visitor.claims(tokens.getString("id_token")).getString("sub");
            assertThat(sub).isEqualTo(subject(ONE, People.ALICE));
            JsonPath refreshed = ONE.refresh(tokens.getString("refresh_token")).jsonPath();
            String token = refreshed.getString("access_token");
            String less = ONE.exchange(token, Map.of("audience", "https://reports.example.com"))
                    .asString();
            String userinfo = given().auth().oauth2(token).get("/userinfo").asString();
            assertThat(JsonPath.from(userinfo).getString("sub")).isEqualTo(sub);
            assertThat(JsonPath.from(userinfo).getString("may_act.sub")).isEqualTo(subject(ONE, People.BOB));
            String introspection =
                    ONE.post("/introspect", Map.of("token", token)).asString();
            assertThat(JsonPath.from(introspection).getString("sub")).isEqualTo(sub);
            String ofRefresh = ONE.post("/introspect", Map.of("token", refreshed.getString("refresh_token")))
                    .asString();
            assertThat(JsonPath.from(ofRefresh).getString("sub")).isEqualTo(sub);
            String signed =
                    ONE.introspect(token, "application/token-introspection+jwt").asString();
            register(ONE, Map.of("access_token_format", format, "userinfo_signed_response_alg", "RS256"));
            String signedUserinfo =
                    given().auth().oauth2(token).get("/userinfo").asString();
            for (String seen : List.of(
                    tokens.prettify(),
                    refreshed.prettify(),
                    less,
                    userinfo,
                    introspection,
                    ofRefresh,
                    signed,
                    signedUserinfo)) {
                assertThat(readable(seen)).doesNotContain(People.ALICE.sub(), People.BOB.sub());
            }
            assertThat(introspected(ONE, JsonPath.from(less).getString("access_token")))
                    .isEqualTo(sub);
            assertThat(readable(signedUserinfo)).contains(sub);
            assertThat(readable(signed)).contains(sub);
        }
    }

    @Test
    void aDeviceHasTheSectorThatItRegistered() {
        RelyingParty tv = RelyingParty.registered(PROVIDER, "pairwise-tv", null, null);
        register(
                tv,
                Map.of(
                        "redirect_uris",
                        List.of(),
                        "grant_types",
                        List.of(ClientMetadata.DEVICE_CODE),
                        "response_types",
                        List.of(),
                        "token_endpoint_auth_method",
                        "none",
                        "scope",
                        "openid",
                        "sector_identifier_uri",
                        "https://one.example.com/sector.json"));
        Device device = Device.begin(tv, "openid");
        device.allow(browser, People.ALICE);
        JsonPath tokens = device.poll().then().statusCode(200).extract().jsonPath();
        assertThat(Visitor.claims(tokens.getString("id_token")).getString("sub"))
                .isEqualTo(subject(ONE, People.ALICE));
    }

    @Test
    void hintsNameThePersonAsTheClientDoes() {
        String idToken = idToken(ONE, People.ALICE);
        String sub = Visitor.claims(idToken).getString("sub");
        People.ALICE.authorize(browser, ONE.request("openid"));
        assertThat(silently(ONE.request("openid").with("id_token_hint", idToken)))
                .containsKey("code");
        assertThat(silently(ONE.request("openid").with("claims", wanting(sub)))).containsKey("code");
        assertThat(silently(SIBLING.request("openid").with("id_token_hint", idToken)))
                .containsKey("code");
        String ofBob = idToken(ONE, People.BOB);
        assertThat(silently(ONE.request("openid").with("id_token_hint", ofBob)))
                .containsEntry("error", "login_required");
    }

    /** Two clients that put their heads together learn nothing by showing what the other one got. */
    @Test
    void noClientCanTryTheSubjectsOfAnother() {
        String idToken = idToken(ONE, People.ALICE);
        String sub = Visitor.claims(idToken).getString("sub");
        for (RelyingParty client : List.of(OTHER, PUBLIC)) {
            People.ALICE.authorize(browser, client.request("openid"));
            assertThat(silently(client.request("openid").with("id_token_hint", idToken)))
                    .containsEntry("error", "login_required");
            assertThat(silently(client.request("openid").with("claims", wanting(sub))))
                    .containsEntry("error", "login_required");
        }
        People.ALICE.authorize(browser, ONE.request("openid"));
        assertThat(silently(ONE.request("openid").with("claims", wanting(People.ALICE.sub()))))
                .containsEntry("error", "login_required");
        assertThat(silently(ONE.request("openid").with("id_token_hint", idToken(PUBLIC, People.ALICE))))
                .containsEntry("error", "login_required");
    }

    /** For endpoints without a session: the token itself leads to the person, and only in the hands of its client. */
    @Test
    void anIdTokenLeadsToItsPerson() {
        for (RelyingParty party : List.of(ONE, PUBLIC)) {
            String idToken = idToken(party, People.ALICE);
            Map<String, Object> claims = ownTokens.idTokenHint(idToken).orElseThrow();
            assertThat(person(claims, party)).contains(People.ALICE.sub());
            assertThat(person(claims, OTHER)).isEmpty();
            Map<String, Object> another = new HashMap<>(claims);
            another.put("sub", "x");
            assertThat(person(another, party)).isEmpty();
        }
    }

    private Optional<String> person(Map<String, Object> claims, RelyingParty party) {
        return QuarkusTransaction.requiringNew()
                .call(() -> hinted.of(claims, clients.find(party.clientId()).orElseThrow())
                        .map(user -> user.sub));
    }

    @Test
    void signingOutTakesTheHint() {
        Request request = ONE.request("openid");
        String idToken = request.redeem(People.ALICE.authorize(browser, request))
                .jsonPath()
                .getString("id_token");
        assertThat(browser.get("/logout?id_token_hint=" + idToken).page()).isEqualTo("signed-out");
        assertThat(browser.get(ONE.request("openid").uri()).page()).isEqualTo("login");
    }

    /** Whoever asks is told what the token says; with subjects of its own, those. */
    @Test
    void introspectionSpeaksInTheTermsOfWhoAsks() {
        String ofPublic =
                new Visitor(PROVIDER, People.ALICE).accessToken(RelyingParty.several(PROVIDER), "reports:read");
        String ofPairwise = new Visitor(PROVIDER, People.ALICE).accessToken(ONE, "reports:read");
        assertThat(introspected(REPORTS, ofPublic)).isEqualTo(People.ALICE.sub());
        assertThat(introspected(REPORTS, ofPairwise)).isEqualTo(subject(ONE, People.ALICE));
        database.execute("update clients set metadata = metadata || '{\"subject_type\": \"pairwise\","
                + " \"sector_identifier_uri\": \"https://other.example.com/s\"}' where client_id = 'reports-api'");
        for (String token : List.of(ofPublic, ofPairwise)) {
            assertThat(introspected(REPORTS, token)).isEqualTo(subject(OTHER, People.ALICE));
        }
    }

    @Test
    void anExchangedTokenIsAboutThePersonAsItsNewClientKnowsThem() {
        RelyingParty several = RelyingParty.several(PROVIDER);
        String given = new Visitor(PROVIDER, People.ALICE).accessToken(several, "openid api:read reports:read");
        exchanging(ONE, "several", "desk");
        exchanging(OTHER, "pairwise-one", "desk");
        JsonPath first = Visitor.claims(issued(ONE, given, Map.of()));
        assertThat(first.getString("sub")).isEqualTo(subject(ONE, People.ALICE));
        assertThat(first.getString("act.sub")).isEqualTo("pairwise-one");
        JsonPath second = Visitor.claims(issued(OTHER, issued(ONE, given, Map.of()), Map.of()));
        assertThat(second.getString("sub")).isEqualTo(subject(OTHER, People.ALICE));
        assertThat(second.getMap("act"))
                .isEqualTo(Map.of("sub", "pairwise-other", "act", Map.of("sub", "pairwise-one")));
    }

    /** The people who act, too: those of the step before are told anew. */
    @Test
    void actorsAreToldAsTheNewClientKnowsThem() {
        RelyingParty several = RelyingParty.several(PROVIDER);
        String given = new Visitor(PROVIDER, People.ALICE).accessToken(several, "openid api:read reports:read");
        exchanging(ONE, "several", "desk");
        exchanging(OTHER, "pairwise-one", "desk");
        String agent = new Visitor(PROVIDER, People.BOB).accessToken(DESK, "openid api:read");
        String first = issued(ONE, given, Map.of("actor_token", agent, "actor_token_type", TYPE + "access_token"));
        assertThat(Visitor.claims(first).getString("act.sub")).isEqualTo(subject(ONE, People.BOB));
        JsonPath second = Visitor.claims(issued(OTHER, first, Map.of()));
        assertThat(second.getMap("act"))
                .isEqualTo(Map.of("sub", "pairwise-other", "act", Map.of("sub", subject(OTHER, People.BOB))));
    }

    /** The permission of the account names the account; the client reads a subject of its own. */
    @Test
    void whoMayActIsComparedByAccountAndToldByClient() {
        mayAct(People.BOB);
        exchanging(ONE, "several", "desk");
        String given = new Visitor(PROVIDER, People.ALICE)
                .accessToken(RelyingParty.several(PROVIDER), "openid api:read reports:read");
        ONE.exchange(given, Map.of()).then().statusCode(400);
        String agent = new Visitor(PROVIDER, People.BOB).accessToken(DESK, "openid api:read");
        JsonPath claims = Visitor.claims(
                issued(ONE, given, Map.of("actor_token", agent, "actor_token_type", TYPE + "access_token")));
        assertThat(claims.getString("may_act.sub"))
                .isEqualTo(subject(ONE, People.BOB))
                .isEqualTo(claims.getString("act.sub"));
    }

    @Test
    void anIdTokenWithSuchASubjectIsExchanged() {
        exchanging(ONE, "pairwise-one");
        String idToken = new Visitor(PROVIDER, People.ALICE)
                .tokens(ONE, "openid api:read")
                .getString("id_token");
        ONE.exchange(idToken, Map.of("subject_token_type", TYPE + "id_token", "scope", "api:read"))
                .then()
                .statusCode(200);
    }

    /** Nodes that begin at one time agree on one salt. */
    @Test
    void theSaltIsMadeOnce() throws Exception {
        String before = salt.pairwise("one.example.com", "x");
        List<String> seen = Race.of(8, () -> {
            salt.start(new StartupEvent());
            return salt.pairwise("one.example.com", "x");
        });
        assertThat(seen).containsOnly(before);
        assertThat(database.count("select count(*) from installation_secrets")).isEqualTo(1);
        assertThat(database.count("select length(sealed) from installation_secrets"))
                .as("sealed, so longer than the 32 bytes of the salt")
                .isEqualTo(61);
        assertThat(salt.pairwise("a", "bc")).isNotEqualTo(salt.pairwise("ab", "c"));
    }

    private static RelyingParty party(String id, String redirectUri) {
        return RelyingParty.registered(PROVIDER, id, SECRET, redirectUri);
    }

    private void register(RelyingParty party, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>();
        if (party.redirectUri() != null) {
            members.put("redirect_uris", List.of(party.redirectUri()));
        }
        members.put("grant_types", List.of("authorization_code", "refresh_token", EXCHANGE));
        members.put("token_exchange", Map.of("audiences", List.of("https://reports.example.com")));
        members.put("scope", SCOPE);
        members.put("consent", "none");
        members.put("subject_type", "pairwise");
        members.putAll(more);
        if (!((List<?>) members.get("grant_types")).contains(EXCHANGE)) {
            members.remove("token_exchange");
        }
        assertThat(ClientMetadataRules.faults(members)).isEmpty();
        Optional<Secrets> secrets = Optional.ofNullable(party.secret())
                .map(s -> Secrets.of(new FingerprintedSecret(Secret.of(s), s.getBytes(StandardCharsets.UTF_8))));
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        party.clientId(), Optional.of(true), ClientMetadata.of(members), secrets)));
    }

    private void exchanging(RelyingParty party, String... from) {
        register(
                party,
                Map.of(
                        "token_exchange",
                        Map.of(
                                "subject_clients", List.of(from),
                                "subject_audiences", List.of("https://api.example.com", "https://reports.example.com"),
                                "audiences", List.of("https://reports.example.com", "https://api.example.com"))));
    }

    private static String subject(RelyingParty client, People person) {
        return Visitor.claims(idToken(client, person)).getString("sub");
    }

    private static String idToken(RelyingParty client, People person) {
        return new Visitor(PROVIDER, person).tokens(client, "openid").getString("id_token");
    }

    private static String introspected(RelyingParty client, String token) {
        return client.post("/introspect", Map.of("token", token)).jsonPath().getString("sub");
    }

    private static String issued(RelyingParty client, String token, Map<String, String> more) {
        return client.exchange(token, more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("access_token");
    }

    private Map<String, String> silently(Request request) {
        Visit visit = browser.get(request.with("prompt", "none").uri());
        return RelyingParty.answer(visit);
    }

    private static String wanting(String sub) {
        return "{\"id_token\":{\"sub\":{\"value\":\"" + sub + "\"}}}";
    }

    private void mayAct(People person) {
        database.execute("update users set claims = claims || '{\"may_act\": {\"sub\": \"" + person.sub()
                + "\"}}' where sub = '" + People.ALICE.sub() + "'");
    }

    /** A text with the payload of each JWT in it laid open. */
    private static String readable(String text) {
        return text
                + JWT.matcher(text)
                        .results()
                        .map((MatchResult jwt) ->
                                new String(Base64.getUrlDecoder().decode(jwt.group(1)), StandardCharsets.UTF_8))
                        .toList();
    }
}
