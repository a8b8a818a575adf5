package dev.limen.browser;

import com.microsoft.playwright.Route.FulfillOptions;
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
        formPost(person, look);
        person.open("/authorize?client_id=nobody");
        look.accept("error");
        person.open("/logout");
        look.accept("confirm-sign-out");
        person.page().click("#sign-out");
        look.accept("signed-out");
    }

    /** The page posts itself, so its script is left out while it is looked at. */
    private static void formPost(Person person, Consumer<String> look) {
        person.page().route("**/form-post.js*", route -> route.fulfill(new FulfillOptions().setBody("")));
        person.open(Person.request("&response_mode=form_post"));
        look.accept("form-post");
        person.page().unroute("**/form-post.js*");
    }
}
