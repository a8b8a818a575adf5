package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.limen.client.Clients;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SigningClient;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server to which every client pushes signed requests (RFC 9101, section 10.5; RFC 9126, section 5). */
@QuarkusTest
@TestProfile(RequiredFormsTest.Required.class)
class RequiredFormsTest {

    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "limen.requests.require-pushed", "true",
                    "limen.requests.require-signed", "true",
                    "limen.requests.pushed-lifetime", "PT90S");
        }
    }

    private static final URI PROVIDER = Provider.uri();

    @Inject
    Clients clients;

    private final UserAgent browser = new UserAgent(PROVIDER);

    @Test
    void saysSo() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("require_pushed_authorization_requests", equalTo(true))
                .body("require_signed_request_object", equalTo(true))
                .body("request_object_signing_alg_values_supported", not(hasItem("none")));
    }

    @Test
    void takesNoOtherForm() {
        SigningClient client = new SigningClient(clients).register(Map.of("request_object_signing_alg", "ES256"));
        Request request = client.party().request("openid");
        URI object = URI.create(request.uri() + "&request=" + client.signed(request));
        for (URI notPushed :
                new URI[] {request.uri(), object, URI.create(request.uri() + "&request_uri=https://a.example")}) {
            assertThat(RelyingParty.answer(browser.get(notPushed))).containsEntry("error", "invalid_request");
        }
        request.push().then().statusCode(400).body("error", equalTo("invalid_request"));
        String unsigned = client.object(request).unsigned();
        client.party()
                .post("/par", Map.of("request", unsigned))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request_object"));
        String uri = client.party()
                .post("/par", Map.of("request", client.signed(request)))
                .then()
                .statusCode(201)
                .body("expires_in", equalTo(90))
                .extract()
                .path("request_uri");
        assertThat(browser.get(request.at(uri)).page()).isEqualTo("login");
    }

    /** Neither does a registration for unsigned ones help. */
    @Test
    void takesNoUnsignedOneFromWhoRegisteredThat() {
        SigningClient client = new SigningClient(clients).register(Map.of("request_object_signing_alg", "none"));
        Request request = client.party().request("openid");
        client.party()
                .post("/par", Map.of("request", client.object(request).unsigned()))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request_object"));
    }
}
