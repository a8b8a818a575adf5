package dev.limen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.limen.browser.Chromium.Screen;
import dev.limen.support.Provider;
import dev.limen.support.Registrar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in the browser alone: the frame of Session Management 1.0, and the frames of Front-Channel Logout 1.0. */
@QuarkusTest
@TestProfile(DemoRealm.class)
class WatchedSessionTest {

    private static final String SITE = "http://localhost:5199";
    private static final String CALLBACK = SITE + "/callback";

    /** A page of the client, with the frame of the provider, and with the last answer of that in its title. */
    private static final String WATCHING = """
            <!DOCTYPE html><title>none</title><iframe id=op src="%s/check-session"></iframe>
            <script>addEventListener('message', e => { if (e.origin === '%s') document.title = e.data; });</script>
            """;

    private final List<String> framed = new ArrayList<>();

    @Inject
    Registrar registrar;

    @BeforeEach
    void register() {
        registrar.register(
                "watching",
                CALLBACK,
                Map.of(
                        "frontchannel_logout_uri",
                        SITE + "/out",
                        "frontchannel_logout_session_required",
                        true,
                        "post_logout_redirect_uris",
                        List.of(SITE + "/bye")));
    }

    @Test
    void thePageOfAClientLearnsThatTheSessionHasChanged() {
        try (Person person = Person.at(Screen.DESKTOP)) {
            String state = signIn(person);
            Page watching = person.page().context().newPage();
            site(watching);
            watching.navigate(SITE + "/watch");
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
            person.page().waitForURL(SITE + "/bye**");
            assertThat(framed).hasSize(1).allMatch(url -> url.contains("/out?iss=") && url.contains("&sid="));
            assertThat(person.page().url()).isEqualTo(SITE + "/bye?state=s");
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** The limit of three seconds: the frame never loads. */
    @Test
    void aSlowFrameHoldsNobodyUp() {
        try (Person person = Person.at(Screen.PHONE)) {
            signIn(person);
            person.page()
                    .route(SITE + "/out**", route -> framed.add(route.request().url()));
            leave(person);
            person.page().waitForURL(SITE + "/bye**");
            assertThat(framed).hasSize(1);
        }
    }

    @Test
    void scriptsAreNotNeeded() {
        try (Person person = Person.at(Screen.PHONE, options -> options.setJavaScriptEnabled(false))) {
            signIn(person);
            leave(person);
            person.page().waitForURL(SITE + "/bye**");
            assertThat(framed).hasSize(1);
        }
    }

    /** @return the session_state of the answer */
    private String signIn(Person person) {
        site(person.page());
        person.open("/authorize?response_type=code&client_id=watching&scope=openid&state=s&nonce=n&redirect_uri="
                + CALLBACK + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
        person.signIn(Person.ALICE);
        person.page().waitForURL(CALLBACK + "**");
        return person.page().url().replaceAll(".*session_state=([^&]*).*", "$1");
    }

    /** The client has no hint, so the person confirms. */
    private static void leave(Person person) {
        person.open("/logout?client_id=watching&state=s&post_logout_redirect_uri=" + SITE + "/bye");
        person.page().click("#sign-out");
    }

    private void site(Page page) {
        page.route(SITE + "/**", this::serve);
    }

    private void serve(Route route) {
        String url = route.request().url();
        if (url.startsWith(SITE + "/out")) {
            framed.add(url);
        }
        String body = url.startsWith(SITE + "/watch")
                ? WATCHING.formatted(Provider.uri(), Provider.uri())
                : "<!DOCTYPE html><title>client</title>";
        route.fulfill(new FulfillOptions().setContentType("text/html").setBody(body));
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
