package dev.limen.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The one browser of a test run, from the machine's own packages; none is ever downloaded. */
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser running;

    private Chromium() {}

    /** The running browser; skips the test where there is none to start. */
    static synchronized Browser require() {
        if (running == null) {
            Optional<Path> executable = executable();
            if (executable.isEmpty()) {
                System.out.println("Browser tests are skipped: no Chromium on the PATH (or set LIMEN_TEST_CHROMIUM)");
            }
            Assumptions.assumeTrue(executable.isPresent(), "no Chromium on the PATH");
            running = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(executable.get())
                            .setHeadless(true)
                            .setArgs(QUIET));
        }
        return running;
    }

    private static Optional<Path> executable() {
        String named = System.getenv("LIMEN_TEST_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The source of axe-core; skips the test where it is not installed. */
    static Path requireAxe() {
        Path axe = Path.of("src/test/js/node_modules/axe-core/axe.min.js");
        if (!Files.exists(axe)) {
            System.out.println("Accessibility tests are skipped: run npm ci in src/test/js");
        }
        Assumptions.assumeTrue(Files.exists(axe), "axe-core is not installed: run npm ci in src/test/js");
        return axe;
    }

    /** The widths that people have. */
    enum Screen {
        SMALLEST(320, 640),
        PHONE(390, 844),
        DESKTOP(1280, 800);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }

        static Stream<Screen> usual() {
            return Stream.of(PHONE, DESKTOP);
        }
    }
}
