package dev.limen.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.config.LimenConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChannelTest {

    @Inject
    LimenConfig config;

    private static RequestSpecification browser() {
        return given().accept("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
                .redirects()
                .follow(false);
    }

    private static RequestSpecification form() {
        return given().contentType(ContentType.URLENC).body("a=b");
    }

    @Test
    void pageIsNeverStoredFramedOrScriptedInline() {
        browser()
                .get("/test/front/fine")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Content-Security-Policy", not(containsString("form-action")))
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void answerToClientIsNeverStored() {
        form().post("/test/back/fine")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void metadataIsForEveryOrigin() {
        given().header("Origin", "https://any.example")
                .get("/test/public/fine")
                .then()
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", containsString("max-age"));
    }

    @Test
    void onlyRegisteredOriginReadsAnswers() {
        form().header("Origin", "https://other.example")
                .post("/test/back/fine")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Vary", "Origin");
        form().header("Origin", "https://channel-test.example")
                .post("/test/back/fine")
                .then()
                .header("Access-Control-Allow-Origin", "https://channel-test.example")
                .header("Access-Control-Allow-Credentials", nullValue());
        given().header("Origin", "https://channel-test.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/test/back/fine")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Headers", containsString("Authorization"));
    }

    @Test
    void refusalOfClientIsJsonWithSchemeThatItUsed() {
        form().post("/test/back/client")
                .then()
                .statusCode(401)
                .contentType(ContentType.JSON)
                .header("WWW-Authenticate", nullValue())
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_client"))
                .body("error_description", equalTo("client unknown"));
        form().header("Authorization", "Basic eDp5")
                .post("/test/back/client")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic realm="));
    }

    @Test
    void refusalOfTokenIsBearerChallenge() {
        given().get("/test/api/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer "))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString("error_description=\"token ended\""));
        given().get("/test/api/anonymous")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", not(containsString("error")));
    }

    @Test
    void refusalBeforePersonIsPage() {
        browser()
                .get("/test/front/client")
                .then()
                .statusCode(400)
                .contentType(ContentType.HTML)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("form-action 'none'"))
                .body(containsString("data-page=\"error\""))
                .body(containsString("role=\"alert\""))
                .body(containsString("invalid_client"));
        browser()
                .header("Accept-Language", "de-AT,de;q=0.9")
                .get("/test/front/expired")
                .then()
                .statusCode(400)
                .header("Content-Language", "de")
                .body(containsString("Diese Anmeldung ist nicht mehr gültig"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "refused", "pool"})
    void databaseOutageIsTemporary(String kind) {
        form().post("/test/back/" + kind)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("error", equalTo("temporarily_unavailable"));
        browser().get("/test/front/" + kind).then().statusCode(503).header("Retry-After", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "syntax"})
    void bugTellsReferenceAndNothingElse(String kind) {
        form().post("/test/back/" + kind)
                .then()
                .statusCode(500)
                .body("error", equalTo("server_error"))
                .body("error_description", containsString("reference "))
                .body(not(containsString("secret-of-the-log")));
        browser()
                .get("/test/front/" + kind)
                .then()
                .statusCode(500)
                .body(containsString("id=\"reference\""))
                .body(not(containsString("secret-of-the-log")));
    }

    @Test
    void whatIsNotThereIsPageForPeopleAndJsonForPrograms() {
        browser().get("/nowhere").then().statusCode(404).body(containsString("data-page=\"error\""));
        given().accept(ContentType.JSON)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void wrongMethodAndMediaTypeKeepTheirStatus() {
        given().get("/test/back/fine").then().statusCode(405).contentType(ContentType.JSON);
        browser().delete("/test/front/fine").then().statusCode(405).body(containsString("data-page=\"error\""));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/test/back/fine")
                .then()
                .statusCode(415);
    }

    @Test
    void formFromElsewhereIsRefused() {
        form().header("Origin", "https://evil.example")
                .post("/test/front/fine")
                .then()
                .statusCode(403);
        form().header("Origin", "null").post("/test/front/fine").then().statusCode(403);
        form().header("Sec-Fetch-Site", "cross-site")
                .post("/test/front/fine")
                .then()
                .statusCode(403);
        form().header("Sec-Fetch-Site", "same-site")
                .post("/test/front/fine")
                .then()
                .statusCode(403);
    }

    @Test
    void formOfOurOwnIsAccepted() {
        String issuer = config.issuer().toString();
        form().header("Origin", issuer).post("/test/front/fine").then().statusCode(200);
        form().header("Sec-Fetch-Site", "same-origin")
                .post("/test/front/fine")
                .then()
                .statusCode(200);
        form().post("/test/front/fine").then().statusCode(200);
    }
}
