package dev.limen.device;

import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 8707: a resource that is named is never dropped in silence. */
@QuarkusTest
class DeviceResourceTest {

    @Test
    void theResourceIsNamedInTheTokenRequest() {
        RelyingParty.tv(Provider.uri())
                .post("/device_authorization", Map.of("scope", "openid", "resource", "https://api.example.com"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }
}
