package dev.limen.browser;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.limen.support.Backchannel;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Leads a person past every page, each in the state in which people meet it. */
final class Tour {

    private Tour() {}

    /** @param look called on each page, with its name */
    static void past(Person person, Consumer<String> look) {
        person.open("/");
        look.accept("start");
        person.open("/demo");
        look.accept("demo");
        person.startSignIn();
        look.accept("sign-in");
        person.page().fill("input[name=username]", Person.ALICE);
        person.page().fill("input[name=password]", "not-the-password");
        person.page().click("#sign-in");
        look.accept("sign-in-refused");
        person.signIn(Person.ALICE);
        look.accept("consent");
        person.page().click("#allow");
        look.accept("demo-tokens");
        person.open(Person.request("&prompt=select_account"));
        look.accept("accounts");
        details(person, look);
        formPost(person, look);
        person.open("/authorize?client_id=nobody");
        look.accept("error");
        device(person, look);
        approvals(person, look);
        person.open("/applications");
        look.accept("applications-none");
        person.open("/specimen/applications");
        look.accept("applications");
        signInAnother(person);
        person.open("/logout");
        look.accept("confirm-sign-out-several");
        person.page().click("#sign-out");
        look.accept("signed-out-one");
        person.open(Person.request(""));
        look.accept("accounts-nobody-active");
        person.page().click("button[name=account]");
        person.open("/logout");
        look.accept("confirm-sign-out");
        person.page().click("#sign-out");
        look.accept("signed-out");
    }

    /** What a client asks for with authorization details, unfolded; one of its values has no place to break. */
    private static void details(Person person, Consumer<String> look) {
        String report = "2026/" + "annual".repeat(20);
        String details = "[{\"type\":\"report_export\",\"report\":\"" + report + "\",\"format\":\"pdf\"}]";
        person.open(Person.request("&authorization_details=" + URLEncoder.encode(details, StandardCharsets.UTF_8)));
        look.accept("consent-details");
        person.page().click("summary");
        look.accept("consent-details-unfolded");
    }

    private static void signInAnother(Person person) {
        person.open(Person.request("&prompt=select_account"));
        person.page().click("#other");
        person.signIn(Person.BOB);
    }

    /** The demo's device asks by itself, so its script is left out while it is looked at. */
    private static void device(Person person, Consumer<String> look) {
        person.page().route("**/demo-device.js*", route -> route.fulfill(new FulfillOptions().setBody("")));
        person.open("/device");
        look.accept("device");
        person.page().fill("input[name=user_code]", "BBBB-BBBB");
        person.page().click("#continue");
        person.page().waitForSelector("[role=alert]");
        look.accept("device-refused");
        askForDevice(person, () -> look.accept("demo-device"), () -> look.accept("device-filled"));
        person.page().waitForSelector("#device-code");
        person.page().waitForLoadState();
        look.accept("device-ask");
        person.page().click("#allow");
        arrive(person, "device-allowed");
        look.accept("device-allowed");
        askForDevice(person, () -> {}, () -> {});
        person.page().click("#deny");
        arrive(person, "device-denied");
        look.accept("device-denied");
        person.page().unroute("**/demo-device.js*");
    }

    private static void approvals(Person person, Consumer<String> look) {
        person.open("/approvals");
        look.accept("approvals-none");
        RelyingParty desk = RelyingParty.registered(
                Provider.uri(), "demo-desk", "demo-desk-secret-for-development-only", "https://desk.example.com");
        for (String message : List.of("W4SCT", "12,50 \u20ac")) {
            Backchannel.begin(
                    desk, People.ALICE, Map.of("scope", "openid profile reports:read", "binding_message", message));
        }
        person.open("/approvals");
        look.accept("approvals");
        person.page().locator("ul.accounts a").first().click();
        arrive(person, "approval");
        look.accept("approval");
        person.page().click("#allow");
        arrive(person, "approval-allowed");
        look.accept("approval-allowed");
        person.page().click("#all");
        person.page().locator("ul.accounts a").first().click();
        arrive(person, "approval");
        person.page().click("#deny");
        arrive(person, "approval-denied");
        look.accept("approval-denied");
    }

    /** The decision is two redirects away, and the page is looked at with its style. */
    private static void arrive(Person person, String page) {
        person.page().waitForSelector("body[data-page=" + page + "]");
        person.page().waitForLoadState();
    }

    private static void askForDevice(Person person, Runnable waiting, Runnable filled) {
        // another demo visit would show its tokens instead
        person.page().context().clearCookies(new ClearCookiesOptions().setName("limen-demo"));
        person.open("/demo");
        person.page().click("#demo-device");
        waiting.run();
        person.page().navigate(person.page().getAttribute("#demo-device-open", "href"));
        filled.run();
        person.page().click("#continue");
    }

    /** The page posts itself, so its script is left out while it is looked at. */
    private static void formPost(Person person, Consumer<String> look) {
        person.page().route("**/form-post.js*", route -> route.fulfill(new FulfillOptions().setBody("")));
        person.open(Person.request("&response_mode=form_post"));
        look.accept("form-post");
        person.page().unroute("**/form-post.js*");
    }
}
