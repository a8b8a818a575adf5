package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Device;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S8: for each grant, the scope of a token lies within what was granted and what the client is registered for. */
@QuarkusTest
class ScopeTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @Inject
    Clients clients;

    @Test
    void neitherCodeNorRefreshGivesMoreThanWasGranted() {
        Request request = intranet.request("openid profile");
        Map<String, String> answer = People.BOB.authorize(new UserAgent(provider), request);
        Map<String, String> greedy = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", answer.get("code"),
                "redirect_uri", request.get("redirect_uri"),
                "code_verifier", request.verifier(),
                "scope", "openid profile email"));
        JsonPath tokens =
                intranet.token(greedy).then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getString("scope")).isEqualTo("openid profile");
        intranet.token(Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", tokens.getString("refresh_token"),
                        "scope", "openid profile email"))
                .then()
                .statusCode(400);
    }

    @Test
    void anExchangeGivesNoMoreThanTheSubjectTokenHas() {
        Request request = intranet.request("openid api:read");
        String subject = request.redeem(People.BOB.authorize(new UserAgent(provider), request))
                .jsonPath()
                .getString("access_token");
        RelyingParty desk = RelyingParty.desk(provider);
        desk.exchange(subject, Map.of("scope", "openid profile api:read"))
                .then()
                .statusCode(400);
        desk.exchange(subject, Map.of("scope", "api:read reports:read")).then().statusCode(400);
        JsonPath answer = desk.exchange(subject, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("scope")).isEqualTo("openid api:read");
    }

    @Test
    void anAssertionGivesNoMoreThanItsIssuerIsTrustedWith() {
        String audience = provider.toString();
        for (String scope : new String[] {"openid profile", "reports:read", "files:read"}) {
            RelyingParty.partner(provider)
                    .token(Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:jwt-bearer",
                            "scope",
                            scope,
                            "assertion",
                            PartnerIssuer.sign(PartnerIssuer.claims(People.BOB.sub(), audience, Instant.now()))))
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void whatIsTakenOutOfTheRegistrationIsTakenOutOfTheTokens() {
        Request request = intranet.request("openid profile api:read");
        JsonPath tokens = request.redeem(People.BOB.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        ClientMetadata before = register("intranet", "openid profile");
        try {
            JsonPath refreshed = intranet.refresh(tokens.getString("refresh_token"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(refreshed.getString("scope")).isEqualTo("openid profile");
        } finally {
            register("intranet", before.scope().toString());
        }
    }

    @Test
    void aDeviceGetsWhatThePersonAllowedWithinWhatIsRegisteredNow() {
        RelyingParty tv = RelyingParty.tv(provider);
        Device device = Device.begin(tv, "openid profile email");
        device.allow(new UserAgent(provider), People.BOB);
        ClientMetadata before = register("tv", "openid email offline_access api:read");
        try {
            JsonPath tokens = device.poll().then().statusCode(200).extract().jsonPath();
            assertThat(tokens.getString("scope")).isEqualTo("openid email");
        } finally {
            register("tv", before.scope().toString());
        }
    }

    private ClientMetadata register(String clientId, String scope) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Client client = clients.find(clientId).orElseThrow();
            ClientMetadata before = client.metadata;
            Map<String, Object> changed = new HashMap<>(before.toMap());
            changed.put("scope", scope);
            clients.store(
                    new ClientRegistration(clientId, Optional.empty(), ClientMetadata.of(changed), Optional.empty()));
            return before;
        });
    }
}
