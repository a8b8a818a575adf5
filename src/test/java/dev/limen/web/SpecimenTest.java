package dev.limen.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.support.Specimen;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page has to keep, whatever it shows. */
@QuarkusTest
class SpecimenTest {

    @Inject
    @All
    List<Specimen> specimens;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ja"})
    void pageIsInItsLanguage(String language) {
        for (Specimen specimen : specimens) {
            String html = page(specimen, language, "Meridian", "Alice").asString();

            assertThat(html).as(specimen.name()).contains("<html lang=\"" + language + "\" dir=\"ltr\">");
            assertThat(html).as(specimen.name()).contains("data-page=\"").contains("<h1>");
        }
    }

    /** Text of clients and people is text, wherever a page puts it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title><script>alert(1)</script>",
                "</noscript><svg onload=alert(1)>",
                "{msg:signInTitle}{page.lang}<b>",
                "&lt;script&gt;<i>",
                "javascript:alert(1)<u>"
            })
    void textIsNeverMarkup(String hostile) {
        for (Specimen specimen : specimens) {
            String html = page(specimen, "en", hostile, hostile).asString();

            assertThat(html).as(specimen.name()).doesNotContain(hostile);
            assertThat(html).as(specimen.name()).doesNotContain("<script>").doesNotContain("<img src=x");
        }
    }

    @Test
    void nothingIsInline() {
        for (Specimen specimen : specimens) {
            Response page = page(specimen, "en", "Meridian", "Alice");

            assertThat(page.asString())
                    .as(specimen.name())
                    .doesNotContain("<style")
                    .doesNotContainPattern("\\sstyle=")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
            assertThat(page.header("Content-Security-Policy"))
                    .as(specimen.name())
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void assetsAreThereAndMayBeKept() {
        String html = page(specimens.getFirst(), "en", "Meridian", "Alice").asString();
        String stylesheet = html.replaceAll("(?s).*<link rel=\"stylesheet\" href=\"([^\"]+)\".*", "$1");

        assertThat(stylesheet).matches("/assets/limen\\.css\\?v=[0-9a-f]{12}");
        given().get(stylesheet)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff");
        given().header("Accept-Encoding", "gzip").get(stylesheet).then().header("Content-Encoding", "gzip");
        given().header("Accept-Encoding", "gzip").get("/").then().header("Content-Encoding", nullValue());
    }

    @Test
    void assetThatIsNotThereIsNotKept() {
        given().get("/assets/none.css").then().statusCode(404).header("Cache-Control", "no-store");
    }

    private static Response page(Specimen specimen, String language, String client, String person) {
        return given().accept("text/html")
                .queryParam("ui_locales", language)
                .queryParam("client", client)
                .queryParam("person", person)
                .get("/specimen/" + specimen.name());
    }
}
