package dev.limen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8628, sections 3.1 and 3.2. */
@QuarkusTest
class DeviceAuthorizationTest {

    private final URI provider = Provider.uri();
    private final RelyingParty tv = RelyingParty.tv(provider);
    private final RelyingParty kiosk = RelyingParty.kiosk(provider);

    @Inject
    Database database;

    @Test
    void answersWithTheCodesAndWhereToGo() {
        Response response = Device.request(tv, "openid");
        response.then().statusCode(200).header("Cache-Control", "no-store").contentType("application/json");
        assertThat(response.jsonPath().getMap(""))
                .containsOnlyKeys(
                        "device_code",
                        "user_code",
                        "verification_uri",
                        "verification_uri_complete",
                        "verification_qr_uri",
                        "expires_in",
                        "interval");
        assertThat(response.jsonPath().getString("device_code")).matches("[A-Za-z0-9_-]{43}");
        assertThat(response.jsonPath().getString("user_code")).matches("[B-Z]{4}-[B-Z]{4}");
    }

    @Test
    void neitherCodeIsStoredAsItIs() {
        Device device = Device.begin(tv, "openid");
        long plain = database.count("select count(*) from device_codes d where d::text ilike '%" + device.deviceCode()
                + "%' or d::text ilike '%" + device.userCode()
                + "%' or encode(d.user_code_hash, 'hex') = encode(sha256('"
                + device.userCode() + "'), 'hex')");
        assertThat(plain).isZero();
    }

    @Test
    void aConfidentialClientAuthenticates() {
        Device.request(kiosk, "openid").then().statusCode(200);
        RestAssured.given()
                .formParam("client_id", "kiosk")
                .formParam("scope", "openid")
                .post(provider.resolve("/device_authorization"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aClientThatIsNotRegisteredForItIsRefused() {
        Device.request(RelyingParty.spa(provider), "openid")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void aDisabledClientIsRefused() {
        database.enable(tv, false);
        try {
            Device.request(tv, "openid").then().statusCode(401).body("error", equalTo("invalid_client"));
        } finally {
            database.enable(tv, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"openid address", "unheard:of", "'openid \"'"})
    void aScopeBeyondTheRegistrationIsRefused(String scope) {
        Device.request(tv, scope).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    void repeatedParametersAreRefused() {
        RestAssured.given()
                .formParam("client_id", "tv")
                .formParam("scope", "openid", "profile")
                .post(provider.resolve("/device_authorization"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    /** Without a scope it is the registered one, but for access that has to be asked for by name. */
    @Test
    void withoutAScopeItIsTheUsualOne() {
        Device device = Device.begin(tv, null);
        device.allow(new dev.limen.support.UserAgent(provider), dev.limen.support.People.ALICE);
        assertThat(device.poll().jsonPath().getString("scope")).isEqualTo("openid profile email api:read");
    }

    /** S10. */
    @Test
    void theAddressesAreTheIssuersWhateverTheRequestSays() {
        Response response = RestAssured.given()
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .formParam("client_id", "tv")
                .post(provider.resolve("/device_authorization"));
        assertThat(response.jsonPath().getMap("").entrySet())
                .filteredOn(member -> member.getKey().toString().startsWith("verification_"))
                .hasSize(3)
                .allSatisfy(member -> assertThat(member.getValue().toString()).startsWith(provider + "/device"));
    }

    @Test
    void formsAlone() {
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("client_id", "tv"))
                .post(provider.resolve("/device_authorization"))
                .then()
                .statusCode(415);
        RestAssured.given()
                .get(provider.resolve("/device_authorization"))
                .then()
                .statusCode(405);
    }

    @Test
    void theQrCodeIsAPictureForEveryCode() {
        Device device = Device.begin(tv, "openid");
        Response picture = RestAssured.given().get(URI.create(device.answer().getString("verification_qr_uri")));
        picture.then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("Access-Control-Allow-Origin", "*");
        assertThat(picture.asString()).startsWith("<svg ").doesNotContain("script");
        RestAssured.given()
                .get(provider.resolve("/device/qr?user_code=bcdfghjk"))
                .then()
                .statusCode(200);
        RestAssured.given()
                .get(provider.resolve("/device/qr?user_code=%3Cscript%3E"))
                .then()
                .statusCode(404);
        RestAssured.given().get(provider.resolve("/device/qr")).then().statusCode(404);
    }
}
