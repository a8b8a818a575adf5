package dev.limen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limen.browser.Chromium.Screen;
import dev.limen.support.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page: accessible, in light and dark, in each language, on the smallest screen. */
@QuarkusTest
@TestProfile(DemoRealm.class)
class EveryPageTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** WCAG 2.2 AA and axe's best practices, without an exception. */
    private static final String RUN_AXE = """
            async () => {
              const found = await axe.run(document);
              return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '));
            }""";

    @Inject
    Database database;

    /** Each tour has a wrong password and a wrong code, and the budgets are for people, not for tests. */
    private void tour(Person person, Consumer<String> look) {
        database.execute("delete from throttles");
        Tour.past(person, name -> {
            person.page().waitForLoadState(); // with its style
            look.accept(name);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void hasNoViolationOfAxe(ColorScheme scheme) throws IOException {
        String axe = Files.readString(Chromium.requireAxe());
        List<String> violations = new ArrayList<>();
        try (Person person = Person.at(Screen.PHONE, scheme)) {
            tour(person, name -> {
                person.page().evaluate(axe);
                List<?> found = (List<?>) person.page().evaluate(RUN_AXE);
                found.forEach(violation -> violations.add(name + ": " + violation));
            });
            assertThat(violations).isEmpty();
            assertThat(person.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ja"})
    void fitsTheSmallestScreenInEachLanguage(String language) {
        List<String> tooWide = new ArrayList<>();
        try (Person person = Person.at(Screen.SMALLEST, options -> options.setLocale(language))) {
            tour(person, name -> {
                Object overflow = person.page()
                        .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (((Number) overflow).intValue() > 0) {
                    tooWide.add(name + " by " + overflow);
                }
                if (!name.startsWith("demo")) {
                    assertThat(person.page().locator("html").getAttribute("lang"))
                            .isEqualTo(language);
                }
            });
        }
        assertThat(tooWide).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PHONE,LIGHT", "PHONE,DARK", "DESKTOP,LIGHT", "DESKTOP,DARK"})
    void hasItsPictureTaken(Screen screen, ColorScheme scheme) {
        try (Person person = Person.at(screen, scheme)) {
            tour(person, name -> person.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(SCREENSHOTS.resolve(name + "-" + screen + "-" + scheme + ".png"))));
        }
    }

    /** The picture of the README; written where {@code -Dscreenshots=true} asks for it. */
    @Test
    void theReadmeHasItsPicture() {
        Path picture =
                Boolean.getBoolean("screenshots") ? Path.of("docs/sign-in.png") : SCREENSHOTS.resolve("sign-in.png");
        try (Person person = Person.at(Screen.DESKTOP)) {
            person.startSignIn();
            person.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
        }
        assertThat(Path.of("docs/sign-in.png")).exists();
    }
}
