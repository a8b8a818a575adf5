package dev.limen.support;

import dev.limen.support.UserAgent.Visit;
import java.util.Map;

/** The people of the test realm, and how they sign in. */
public enum People {
    ALICE("248289761001"),
    BOB("bob-sub-0002"),
    CAROL("carol-sub-0003"),
    DAVE("dave-sub-0004");

    private final String sub;

    People(String sub) {
        this.sub = sub;
    }

    public String sub() {
        return sub;
    }

    public String username() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String password() {
        return username() + "-password-of-the-tests";
    }

    /** Fills in the sign-in page and presses its button. */
    public Visit signIn(UserAgent browser, Visit page) {
        return browser.press(page, "#sign-in", Map.of("username", username(), "password", password()));
    }

    /** Goes the whole way from a request to the answer, allowing what is asked. */
    public Map<String, String> authorize(UserAgent browser, RelyingParty.Request request) {
        Visit visit = browser.get(request.uri());
        if (visit.page().equals("login")) {
            visit = signIn(browser, visit);
        }
        if (visit.page().equals("consent")) {
            visit = browser.press(visit, "#allow");
        }
        return RelyingParty.answer(visit);
    }
}
