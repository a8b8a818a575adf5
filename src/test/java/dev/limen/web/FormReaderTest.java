package dev.limen.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Provider;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FormReaderTest {

    @Test
    void fieldsAreDecodedAndRepetitionsKept() {
        var form = FormReader.parse("a=1&b=%C3%A9+%2B&a=2&c&=d&&e==");

        assertThat(form.get("a")).containsExactly("1", "2");
        assertThat(form.get("b")).isEqualTo(List.of("é +"));
        assertThat(form.get("c")).containsExactly("");
        assertThat(form.get("")).containsExactly("d");
        assertThat(form.get("e")).containsExactly("=");
        assertThat(FormReader.parse("")).isEmpty();
    }

    @Test
    void bytesThatAreNotEscapedAreUtf8Too() {
        String bytes = new String("a=é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(FormReader.parse(bytes).getFirst("a")).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%", "a=%1", "a=%zz", "%=a", "a=%+1", "a=%-1", "a=%ff", "a=%c3", "a=%ed%a0%80", "a=%c0%80"})
    void malformedFormIsRefused(String form) {
        assertThatThrownBy(() -> FormReader.parse(form)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void formWithoutEndIsRefused() {
        assertThatThrownBy(() -> FormReader.parse("a=b&".repeat(201))).isInstanceOf(BadRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%ff"})
    void eachChannelSaysSoInItsShape(String form) {
        given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/token")
                .then()
                .statusCode(400)
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_request"));
        given().accept("text/html")
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/logout")
                .then()
                .statusCode(400)
                .body(containsString("data-page=\"error\""));
    }

    @Test
    void charsetOfTheHeaderDoesNotCount() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Provider.uri().resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=x"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("invalid_client");
        }
    }
}
