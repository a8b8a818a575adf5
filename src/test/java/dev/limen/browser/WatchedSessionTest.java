package dev.limen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limen.browser.Chromium.Screen;
import dev.limen.support.Provider;
import dev.limen.support.Registrar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in the browser alone: the frame of Session Management 1.0, and the frames of Front-Channel Logout 1.0. */
@QuarkusTest
@TestProfile(DemoRealm.class)
class WatchedSessionTest {

    /** A page of the client, with the frame of the provider, and with the last answer of that in its title. */
    private static final String WATCHING = """
            <!DOCTYPE html><title>none</title><iframe id=op src="%s/check-session"></iframe>
            <script>addEventListener('message', e => { if (e.origin === '%s') document.title = e.data; });</script>
            """;

    private final List<String> framed = new CopyOnWriteArrayList<>();
    private final CountDownLatch slowness = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String site;
    private volatile boolean slow;

    @Inject
    Registrar registrar;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        site = "http://localhost:" + server.getAddress().getPort();
        registrar.register(
                "watching",
                site + "/callback",
                Map.of(
                        "frontchannel_logout_uri",
                        site + "/out",
                        "frontchannel_logout_session_required",
                        true,
                        "post_logout_redirect_uris",
                        List.of(site + "/bye")));
    }

    @AfterEach
    void stop() {
        slowness.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void thePageOfAClientLearnsThatTheSessionHasChanged() {
        try (Person person = Person.at(Screen.DESKTOP)) {
            String state = signIn(person);
            Page watching = person.page().context().newPage();
            watching.navigate(site + "/watch");
            assertThat(answer(watching, "watching " + state)).isEqualTo("unchanged");
            assertThat(answer(watching, "another " + state)).isEqualTo("changed");
            assertThat(answer(watching, "watching")).isEqualTo("error");
            assertThat(answer(watching, "watching " + state + "x")).isEqualTo("error");

            person.open("/logout");
            person.page().click("#sign-out");

            assertThat(answer(watching, "watching " + state)).isEqualTo("changed");
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void framesAreLoadedAndThenThePersonGoesOn() {
        try (Person person = Person.at(Screen.PHONE)) {
            signIn(person);
            leave(person);
            person.page().waitForURL(site + "/bye**");
            assertThat(framed).hasSize(1).allMatch(url -> url.contains("/out?iss=") && url.contains("&sid="));
            assertThat(person.page().url()).isEqualTo(site + "/bye?state=s");
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** The limit of three seconds: the frame never loads. */
    @Test
    void aSlowFrameHoldsNobodyUp() {
        try (Person person = Person.at(Screen.PHONE)) {
            signIn(person);
            person.page()
                    .route(site + "/out**", route -> framed.add(route.request().url()));
            leave(person);
            person.page().waitForURL(site + "/bye**");
            assertThat(framed).hasSize(1);
        }
    }

    @Test
    void scriptsAreNotNeeded() {
        try (Person person = Person.at(Screen.PHONE, options -> options.setJavaScriptEnabled(false))) {
            signIn(person);
            leave(person);
            person.page().waitForURL(site + "/bye**");
            assertThat(framed).hasSize(1);
        }
    }

    /** @return the session_state of the answer */
    private String signIn(Person person) {
        person.open("/authorize?response_type=code&client_id=watching&scope=openid&state=s&nonce=n&redirect_uri=" + site
                + "/callback"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
        person.signIn(Person.ALICE);
        person.page().waitForURL(site + "/callback" + "**");
        return person.page().url().replaceAll(".*session_state=([^&]*).*", "$1");
    }

    /** The client has no hint, so the person confirms. */
    private void leave(Person person) {
        person.open("/logout?client_id=watching&state=s&post_logout_redirect_uri=" + site + "/bye");
        person.page().click("#sign-out");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (path.startsWith("/out")) {
            framed.add(path);
            pause();
        }
        String page = path.startsWith("/watch")
                ? WATCHING.formatted(Provider.uri(), Provider.uri())
                : "<!DOCTYPE html><title>client</title>";
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length());
        exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private void pause() {
        try {
            if (slow) {
                slowness.await(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String answer(Page page, String message) {
        page.evaluate(
                "m => { document.title = 'none';"
                        + " document.getElementById('op').contentWindow.postMessage(m, '*'); }",
                message);
        page.waitForFunction("() => document.title !== 'none'");
        return page.title();
    }
}
