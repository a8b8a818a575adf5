package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.limen.config.Feature;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9700 advises against is off unless somebody switches it on. */
@QuarkusTest
class LegacyOffTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);

    @ParameterizedTest
    @ValueSource(
            strings = {"id_token", "token", "id_token token", "code id_token", "code token", "code id_token token"})
    void onlyCodesComeFromTheAuthorizationEndpoint(String type) {
        var visit = new UserAgent(PROVIDER)
                .get(INTRANET.request("openid").with("response_type", type).uri());
        assertThat(RelyingParty.answer(visit)).containsEntry("error", "unsupported_response_type");
    }

    @Test
    void passwordsAreForTheSignInPage() {
        INTRANET.token(Map.of("grant_type", "password", "username", "alice", "password", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void theMetadataDoNotSpeakOfThem() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("response_types_supported", contains("code"))
                .body("grant_types_supported", not(hasItem("implicit")))
                .body("grant_types_supported", not(hasItem("password")));
    }

    @Test
    void noLegacyFeatureIsOnByItself() {
        assertThat(Arrays.stream(Feature.values()).filter(Feature::isLegacy))
                .hasSize(3)
                .noneMatch(Feature::onByDefault);
    }
}
