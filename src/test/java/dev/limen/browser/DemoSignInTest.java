package dev.limen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.browser.Chromium.Screen;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo, as whoever has just cloned the repository walks through it. */
@QuarkusTest
@TestProfile(DemoRealm.class)
class DemoSignInTest {

    private static final String SCREENS = "dev.limen.browser.Chromium$Screen#usual";

    @ParameterizedTest
    @MethodSource(SCREENS)
    void fromTheStartPageToTheTokensAndOut(Screen screen) {
        try (Person person = Person.at(screen)) {
            person.open("/");
            person.page().click("#demo");
            person.page().click("#demo-sign-in");
            assertThat(person.where()).isEqualTo("login");
            person.signIn(Person.ALICE);
            if (person.where().equals("consent")) {
                person.page().click("#allow");
            }
            assertThat(person.page().locator("h1").innerText()).isEqualTo("Signed in as Alice Adams");
            assertThat(person.page().locator("#id-token").innerText()).contains("at_hash");
            String before = person.page().locator("#answer").innerText();
            person.page().click("#demo-refresh");
            assertThat(person.page().locator("#answer").innerText()).isNotEqualTo(before);
            person.page().click("#demo-sign-out");
            assertThat(person.page().url()).endsWith("/demo");
            person.page().click("#demo-silent");
            assertThat(person.page().locator("#demo-error").innerText()).isEqualTo("login_required");
            assertThat(person.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(SCREENS)
    void aWrongPasswordIsToldAndTheNameStays(Screen screen) {
        try (Person person = Person.at(screen)) {
            person.startSignIn();
            person.page().fill("input[name=username]", Person.BOB);
            person.page().fill("input[name=password]", "wrong");
            person.page().click("#sign-in");
            assertThat(person.where()).isEqualTo("login");
            assertThat(person.page().locator("[role=alert]").innerText()).isNotBlank();
            assertThat(person.page().inputValue("input[name=username]")).isEqualTo(Person.BOB);
            assertThat(person.page().inputValue("input[name=password]")).isEmpty();
            person.signIn(Person.BOB);
            assertThat(person.where()).isEqualTo("consent");
        }
    }

    @Test
    void whoDeniesOrLeavesIsSentBackWithAccessDenied() {
        try (Person person = Person.at(Screen.PHONE)) {
            person.startSignIn();
            person.page().click("#cancel");
            assertThat(person.page().locator("#demo-error").innerText()).isEqualTo("access_denied");
            person.startSignIn();
            person.signIn(Person.BOB);
            person.page().click("#deny");
            assertThat(person.page().locator("#demo-error").innerText()).isEqualTo("access_denied");
        }
    }

    @Test
    void twoPeopleShareABrowserAndChoose() {
        try (Person person = Person.at(Screen.DESKTOP)) {
            person.startSignIn();
            person.signIn(Person.ALICE);
            person.page().click("#allow");
            person.open(Person.request("&prompt=select_account"));
            person.page().click("button[value=other]");
            assertThat(person.where()).isEqualTo("login");
            person.signIn(Person.BOB);
            person.open(Person.request("&prompt=select_account"));
            assertThat(person.page().locator("button[name=account]").count()).isEqualTo(2);
            person.page()
                    .locator(
                            "button[name=account]",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("Alice"))
                    .click();
            person.open("/logout");
            assertThat(person.page().locator("main").innerText())
                    .contains("alice")
                    .doesNotContain("bob");
        }
    }

    @ParameterizedTest
    @MethodSource(SCREENS)
    void aDeviceIsAllowedOnAPhone(Screen screen) {
        try (Person television = Person.at(Screen.DESKTOP);
                Person phone = Person.at(screen, options -> options.setJavaScriptEnabled(false))) {
            television.open("/demo");
            television.page().click("#demo-device");
            String code = television.page().locator("#demo-user-code").innerText();
            television.page().waitForFunction("() => document.querySelector('img.qr').naturalWidth > 0");
            phone.open("/device");
            phone.page().fill("input[name=user_code]", code.toLowerCase(java.util.Locale.ROOT));
            phone.page().keyboard().press("Enter");
            phone.page().waitForSelector("#sign-in");
            phone.signIn(Person.ALICE);
            assertThat(phone.page().locator("#device-code").innerText()).isEqualTo(code);
            phone.page().click("#allow");
            assertThat(phone.where()).isEqualTo("device-allowed");
            television.page().waitForSelector("#id-token");
            assertThat(television.page().locator("h1").innerText()).isEqualTo("Signed in as Alice Adams");
            assertThat(television.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnough() {
        try (Person person = Person.at(Screen.DESKTOP)) {
            person.startSignIn();
            var keyboard = person.page().keyboard();
            tabTo(person, "input[name=username]");
            keyboard.type(Person.ALICE);
            tabTo(person, "input[name=password]");
            keyboard.type("alice-likes-dev-mode");
            keyboard.press("Enter");
            person.page().waitForSelector("#allow");
            tabTo(person, "#allow");
            keyboard.press("Enter");
            person.page().waitForSelector("#demo-sign-out");
            tabTo(person, "#demo-sign-out");
            keyboard.press("Enter");
            person.page().waitForSelector("#demo-sign-in");
        }
    }

    /** Tabs on until the element has the focus, which must be seen. */
    private static void tabTo(Person person, String selector) {
        for (int i = 0; i < 25; i++) {
            if (Boolean.TRUE.equals(person.page().evaluate("s => document.activeElement.matches(s)", selector))) {
                String style = person.page()
                        .evaluate("() => { const s = getComputedStyle(document.activeElement);"
                                + " return s.outlineStyle + ' ' + s.outlineWidth + ' ' + s.boxShadow }")
                        .toString();
                assertThat(style).as("the focus on %s is seen", selector).isNotEqualTo("none 0px none");
                return;
            }
            person.page().keyboard().press("Tab");
        }
        throw new AssertionError("no way to " + selector + " by the keyboard");
    }

    @Test
    void scriptsAreNotNeeded() {
        try (Person person = Person.at(Screen.PHONE, options -> options.setJavaScriptEnabled(false))) {
            person.startSignIn();
            person.signIn(Person.ALICE);
            person.page().click("#allow");
            assertThat(person.page().locator("h1").innerText()).isEqualTo("Signed in as Alice Adams");
            person.open(Person.request("&response_mode=form_post"));
            person.page().route("**/demo/callback", route -> {
                assertThat(route.request().method()).isEqualTo("POST");
                assertThat(route.request().postData()).contains("code=", "state=s", "iss=");
                route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setBody("received"));
            });
            person.page().click("#continue");
            assertThat(person.page().content()).contains("received");
        }
    }

    @Test
    void aFormPostPostsItself() {
        try (Person person = Person.at(Screen.DESKTOP)) {
            person.startSignIn();
            person.signIn(Person.ALICE);
            person.page().click("#allow");
            person.page()
                    .route(
                            "**/demo/callback",
                            route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                                    .setContentType("text/html")
                                    .setBody("<p id=received>received</p>")));
            person.open(Person.request("&response_mode=form_post"));
            person.page().waitForSelector("#received");
            assertThat(person.complaints()).isEmpty();
        }
    }
}
