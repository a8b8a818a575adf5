package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.support.Device;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S9: {person, client} disabled, against everything that either could still be served with. */
@QuarkusTest
class DisabledTest {

    private final URI provider = Provider.uri();

    @Inject
    Users users;

    @Inject
    Clients clients;

    static Stream<Arguments> cases() {
        return Stream.of("intranet", "opaque")
                .flatMap(client -> Stream.of(Arguments.of("person", client), Arguments.of("client", client)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("cases")
    void nothingIsServed(String who, String clientId) {
        RelyingParty client =
                clientId.equals("intranet") ? RelyingParty.intranet(provider) : RelyingParty.opaque(provider);
        UserAgent browser = new UserAgent(provider);
        JsonPath tokens = redeem(client, browser);
        Request waiting = client.request("openid");
        Map<String, String> unredeemed = People.CAROL.authorize(browser, waiting);
        assertThat(userinfo(tokens)).isEqualTo(200);
        String exchanged = exchange(tokens).jsonPath().getString("access_token");
        assertThat(userinfo(exchanged)).isEqualTo(200);

        enabled(who, clientId, false);

        assertThat(userinfo(tokens)).as("userinfo").isEqualTo(401);
        assertThat(waiting.redeem(unredeemed).statusCode()).as("code").isIn(400, 401);
        assertThat(client.refresh(tokens.getString("refresh_token")).statusCode())
                .as("refresh")
                .isIn(400, 401);
        assertThat(introspect(tokens)).as("introspection").isFalse();
        assertThat(exchange(tokens).statusCode()).as("exchange").isEqualTo(400);
        assertThat(userinfo(exchanged)).as("userinfo, exchanged").isEqualTo(401);
        assertThat(browser.get(client.request("openid").uri()).elsewhere())
                .as("single sign-on")
                .isFalse();
    }

    /** A device that was allowed before, and asks afterwards; and after the account or client is enabled again. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"person", "client"})
    void aDeviceThatWaitsGetsNothing(String who) {
        Device device = Device.begin(RelyingParty.tv(provider), "openid");
        device.allow(new UserAgent(provider), People.CAROL);

        enabled(who, "tv", false);
        assertThat(device.poll().statusCode()).isIn(400, 401);

        enabled(who, "tv", true);
        assertThat(device.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void nothingIsServedToAClientThatExchanges() {
        JsonPath tokens = redeem(RelyingParty.intranet(provider), new UserAgent(provider));
        String exchanged = exchange(tokens).jsonPath().getString("access_token");
        enabled("client", "desk", false);
        assertThat(exchange(tokens).statusCode()).isEqualTo(401);
        assertThat(userinfo(exchanged)).isEqualTo(401);
        enabled("client", "desk", true);
        assertThat(userinfo(exchanged)).as("it does not come back").isEqualTo(401);
        assertThat(exchange(tokens).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "client"})
    void nothingIsServedForAnAssertion(String who) {
        String token = present().then().statusCode(200).extract().jsonPath().getString("access_token");
        assertThat(userinfo(token)).isEqualTo(200);
        enabled(who, "partner", false);
        assertThat(present().statusCode()).isIn(400, 401);
        assertThat(userinfo(token)).isEqualTo(401);
    }

    private Response present() {
        return RelyingParty.partner(provider)
                .token(Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "assertion",
                        PartnerIssuer.sign(
                                PartnerIssuer.claims(People.CAROL.sub(), provider.toString(), Instant.now()))));
    }

    private Response exchange(JsonPath tokens) {
        return RelyingParty.desk(provider).exchange(tokens.getString("access_token"), Map.of());
    }

    @AfterEach
    void enableAgain() {
        enabled("client", "tv", true);
        enabled("client", "desk", true);
        enabled("client", "partner", true);
        enabled("person", "intranet", true);
        enabled("client", "intranet", true);
        enabled("client", "opaque", true);
    }

    private JsonPath redeem(RelyingParty client, UserAgent browser) {
        Request request = client.request("openid profile api:read");
        return request.redeem(People.CAROL.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int userinfo(JsonPath tokens) {
        return userinfo(tokens.getString("access_token"));
    }

    private int userinfo(String token) {
        return given().auth().oauth2(token).get(provider.resolve("/userinfo")).statusCode();
    }

    /** Asked by the client itself where it still can, for a disabled client by nobody: then there is no answer at all. */
    private boolean introspect(JsonPath tokens) {
        boolean active = false;
        for (RelyingParty asking :
                new RelyingParty[] {RelyingParty.intranet(provider), RelyingParty.opaque(provider)}) {
            var answer = asking.post("/introspect", Map.of("token", tokens.getString("access_token")));
            active |= answer.statusCode() == 200 && answer.jsonPath().getBoolean("active");
        }
        return active;
    }

    private void enabled(String who, String clientId, boolean enabled) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (who.equals("person")) {
                users.byUsername("carol").ifPresent(enabled ? users::enable : users::disable);
            } else {
                Client client = clients.find(clientId).orElseThrow();
                clients.store(
                        new ClientRegistration(clientId, Optional.of(enabled), client.metadata, Optional.empty()));
            }
        });
    }
}
