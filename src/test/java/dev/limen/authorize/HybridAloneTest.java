package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hybrid flow without the implicit one. */
@QuarkusTest
@TestProfile(HybridAloneTest.HybridOn.class)
class HybridAloneTest {

    private static final URI PROVIDER = Provider.uri();

    /** A client with such a response type is registered for {@code implicit} (Registration 1.0, section 2). */
    @Test
    void theGrantTypeThatItsClientsNeedIsPublished() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("grant_types_supported", hasItem("implicit"))
                .body(
                        "response_types_supported",
                        containsInAnyOrder("code", "code id_token", "code token", "code id_token token"));
    }

    @Test
    void theImplicitFlowStaysOff() {
        UserAgent browser = new UserAgent(PROVIDER);
        RelyingParty older = RelyingParty.older(PROVIDER);
        assertThat(People.ALICE.authorize(browser, older.request("openid").with("response_type", "code id_token")))
                .containsKeys("code", "id_token");
        assertThat(People.ALICE.authorize(browser, older.request("openid").with("response_type", "id_token token")))
                .containsEntry("error", "unsupported_response_type");
    }

    public static final class HybridOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("limen.features.legacy-hybrid", "true", "limen.realm-file", "classpath:legacy-realm.yaml");
        }
    }
}
