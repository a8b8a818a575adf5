package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Backchannel;
import dev.limen.support.Device;
import dev.limen.support.LegacyOn;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S8 and S9, for every way to a token: what was taken from the person or the client counts at once. A grant type that is
 * added without a row here fails.
 */
@QuarkusTest
@TestProfile(LegacyOn.class)
class GrantMatrixTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty OLDER = RelyingParty.older(PROVIDER);
    private static final RelyingParty RESOURCE_SERVER = RelyingParty.reportsApi(PROVIDER);

    private static final String TAKEN_AWAY = "api:read";
    private static final String SCOPE = "openid " + TAKEN_AWAY;
    private static final String HYBRID = "hybrid";

    /** Those in which no person takes part: nobody can be disabled. */
    private static final Set<String> WITHOUT_PERSON = Set.of(ClientMetadata.CLIENT_CREDENTIALS);

    /**
     * One way to a token.
     *
     * @param client whose tokens these are
     * @param ready does all but the last request, which gives the access token, or an empty text for a refusal
     */
    record Way(RelyingParty client, Supplier<Supplier<String>> ready) {}

    private static final Map<String, Way> WAYS = Map.of(
            ClientMetadata.CIBA,
            new Way(RelyingParty.bank(PROVIDER), GrantMatrixTest::backchannel),
            ClientMetadata.AUTHORIZATION_CODE,
            new Way(OLDER, GrantMatrixTest::code),
            ClientMetadata.REFRESH_TOKEN,
            new Way(OLDER, GrantMatrixTest::refresh),
            ClientMetadata.CLIENT_CREDENTIALS,
            new Way(RelyingParty.robot(PROVIDER), () -> GrantMatrixTest::clientCredentials),
            ClientMetadata.DEVICE_CODE,
            new Way(RelyingParty.tv(PROVIDER), GrantMatrixTest::device),
            ClientMetadata.TOKEN_EXCHANGE_GRANT,
            new Way(RelyingParty.desk(PROVIDER), GrantMatrixTest::exchange),
            ClientMetadata.JWT_BEARER,
            new Way(RelyingParty.partner(PROVIDER), GrantMatrixTest::assertion),
            ClientMetadata.PASSWORD,
            new Way(OLDER, () -> GrantMatrixTest::password),
            ClientMetadata.IMPLICIT,
            new Way(OLDER, () -> front("token")),
            HYBRID,
            new Way(OLDER, () -> front("code id_token token")));

    @Inject
    Users users;

    @Inject
    Clients clients;

    /** What the last request says besides. */
    private static final Map<String, String> further = new HashMap<>();

    private static String lastError;

    private final Map<String, ClientMetadata> changed = new HashMap<>();

    static Stream<Arguments> cells() {
        return WAYS.keySet().stream().sorted().flatMap(way -> Stream.of("client", "person")
                .filter(who -> who.equals("client") || !WITHOUT_PERSON.contains(way))
                .map(who -> Arguments.of(who, way)));
    }

    static Stream<String> ways() {
        return WAYS.keySet().stream().sorted();
    }

    @AfterEach
    void restore() {
        QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::enable));
        changed.forEach((clientId, metadata) -> store(clientId, true, metadata));
    }

    @Test
    void everyGrantTypeHasItsRow() {
        List<String> published =
                given().get("/.well-known/openid-configuration").path("grant_types_supported");
        Set<String> expected = new HashSet<>(published);
        expected.add(HYBRID);
        assertThat(WAYS.keySet()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} disabled: {1}")
    @MethodSource("cells")
    void nothingIsServedOnceDisabled(String who, String name) {
        Way way = WAYS.get(name);
        String token = way.ready().get().get();
        assertThat(active(token)).as("before").isTrue();
        boolean openid = scope(token).contains("openid");
        assertThat(openid).as("openid").isEqualTo(!WITHOUT_PERSON.contains(name));
        if (openid) {
            assertThat(userinfo(token)).as("before").isEqualTo(200);
        }
        Supplier<String> waiting = way.ready().get();

        disable(who, way.client());

        assertThat(active(token)).as("introspection").isFalse();
        if (openid) {
            assertThat(userinfo(token)).as("userinfo").isEqualTo(401);
        }
        assertThat(waiting.get()).as("a new token").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aScopeThatWasTakenAwayIsInNoNewToken(String name) {
        Way way = WAYS.get(name);
        assertThat(scope(way.ready().get().get())).as("before").contains(TAKEN_AWAY);
        Supplier<String> waiting = way.ready().get();

        takeScopeAway(way.client());

        String token = waiting.get();
        if (!token.isEmpty()) {
            assertThat(scope(token)).doesNotContain(TAKEN_AWAY);
        }
    }

    /** RFC 9396, section 6.1: what no person allowed is had by no grant, whatever the client is registered for. */
    @ParameterizedTest
    @MethodSource("waysThroughTheTokenEndpoint")
    void authorizationDetailsThatWereNotGrantedAreRefused(String name) {
        Way way = WAYS.get(name);
        Map<String, Object> members = new HashMap<>(registered(way.client()).toMap());
        members.put("authorization_details_types", List.of("folder_access"));
        store(way.client().clientId(), true, ClientMetadata.of(members));
        Supplier<String> waiting = way.ready().get();
        try {
            further.put("authorization_details", "[{\"type\":\"folder_access\",\"path\":\"/\"}]");
            assertThat(waiting.get()).as("a token").isEmpty();
            assertThat(lastError).isEqualTo("invalid_authorization_details");
        } finally {
            further.clear();
        }
    }

    static Stream<String> waysThroughTheTokenEndpoint() {
        // of client_credentials the registration is the grant
        Set<String> others = Set.of(ClientMetadata.IMPLICIT, HYBRID, ClientMetadata.CLIENT_CREDENTIALS);
        return ways().filter(name -> !others.contains(name));
    }

    private static Supplier<String> code() {
        Request request = OLDER.request(SCOPE);
        Map<String, String> answer = People.BOB.authorize(new UserAgent(PROVIDER), request);
        return () -> token(request.redeem(answer, further));
    }

    private static Supplier<String> refresh() {
        String refreshToken =
                new Visitor(PROVIDER, People.BOB).tokens(OLDER, SCOPE).getString("refresh_token");
        return () -> token(OLDER.token(with(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))));
    }

    private static String clientCredentials() {
        return token(RelyingParty.robot(PROVIDER).token(Map.of("grant_type", ClientMetadata.CLIENT_CREDENTIALS)));
    }

    private static Supplier<String> device() {
        Device device = Device.begin(RelyingParty.tv(PROVIDER), SCOPE);
        device.allow(new UserAgent(PROVIDER), People.BOB);
        return () -> token(RelyingParty.tv(PROVIDER)
                .token(with(Map.of("grant_type", ClientMetadata.DEVICE_CODE, "device_code", device.deviceCode()))));
    }

    private static Supplier<String> backchannel() {
        Backchannel waiting = Backchannel.begin(RelyingParty.bank(PROVIDER), People.BOB, SCOPE);
        Backchannel.allow(new UserAgent(PROVIDER), People.BOB);
        return () -> token(RelyingParty.bank(PROVIDER)
                .token(with(Map.of("grant_type", ClientMetadata.CIBA, "auth_req_id", waiting.authReqId()))));
    }

    private static Supplier<String> exchange() {
        String subject = new Visitor(PROVIDER, People.BOB).accessToken(OLDER, SCOPE);
        return () -> token(RelyingParty.desk(PROVIDER).exchange(subject, further));
    }

    private static Supplier<String> assertion() {
        String assertion =
                PartnerIssuer.sign(PartnerIssuer.claims(People.BOB.sub(), PROVIDER.toString(), Instant.now()));
        return () -> token(RelyingParty.partner(PROVIDER)
                .token(with(Map.of("grant_type", ClientMetadata.JWT_BEARER, "assertion", assertion))));
    }

    private static String password() {
        return token(OLDER.token(with(Map.of(
                "grant_type",
                ClientMetadata.PASSWORD,
                "username",
                People.BOB.username(),
                "password",
                People.BOB.password(),
                "scope",
                SCOPE))));
    }

    /** With the browser of somebody who is signed in already. */
    private static Supplier<String> front(String responseType) {
        UserAgent browser = new UserAgent(PROVIDER);
        People.BOB.authorize(browser, OLDER.request(SCOPE));
        return () -> {
            Visit visit = browser.get(
                    OLDER.request(SCOPE).with("response_type", responseType).uri());
            return visit.elsewhere() ? RelyingParty.answer(visit).getOrDefault("access_token", "") : "";
        };
    }

    private static Map<String, String> with(Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.putAll(further);
        return all;
    }

    private static String token(Response answer) {
        lastError = answer.path("error");
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 400, 401);
        return answer.statusCode() == 200 ? answer.path("access_token") : "";
    }

    private static List<String> scope(String token) {
        return List.of(Visitor.claims(token).getString("scope").split(" "));
    }

    private static boolean active(String token) {
        return RESOURCE_SERVER
                .post("/introspect", Map.of("token", token))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getBoolean("active");
    }

    private static int userinfo(String token) {
        return given().auth().oauth2(token).get("/userinfo").statusCode();
    }

    private void disable(String who, RelyingParty client) {
        if (who.equals("person")) {
            QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::disable));
        } else {
            store(client.clientId(), false, registered(client));
        }
    }

    private void takeScopeAway(RelyingParty client) {
        Map<String, Object> members = new HashMap<>(registered(client).toMap());
        members.put(
                "scope", members.get("scope").toString().replace(TAKEN_AWAY, "").strip());
        store(client.clientId(), true, ClientMetadata.of(members));
    }

    private ClientMetadata registered(RelyingParty client) {
        ClientMetadata metadata = QuarkusTransaction.requiringNew().call(() -> clients.find(client.clientId())
                .map((Client found) -> found.metadata)
                .orElseThrow());
        changed.put(client.clientId(), metadata);
        return metadata;
    }

    private void store(String clientId, boolean enabled, ClientMetadata metadata) {
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(
                        new ClientRegistration(clientId, Optional.of(enabled), metadata, Optional.empty())));
    }
}
