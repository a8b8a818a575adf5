package dev.limen.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limen.browser.Chromium.Screen;
import dev.limen.support.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A person in front of a browser of their own; collects what the browser complains about. */
final class Person implements AutoCloseable {

    static final String ALICE = "alice";
    static final String BOB = "bob";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Person(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    static Person at(Screen screen) {
        return at(screen, options -> options);
    }

    static Person at(Screen screen, UnaryOperator<NewContextOptions> more) {
        Browser browser = Chromium.require();
        NewContextOptions options = new NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setLocale("en");
        return new Person(browser.newContext(more.apply(options)));
    }

    static Person at(Screen screen, ColorScheme scheme) {
        return at(screen, options -> options.setColorScheme(scheme));
    }

    Page page() {
        return page;
    }

    /** Violations of the content security policy, and uncaught errors of scripts. */
    List<String> complaints() {
        return complaints;
    }

    void open(String path) {
        page.navigate(Provider.uri() + path);
    }

    /** The {@code data-page} of the page that is shown. */
    String where() {
        return page.locator("body").getAttribute("data-page");
    }

    /** Goes to the sign-in page by way of the demo application. */
    void startSignIn() {
        open("/demo/sign-in?prompt=consent");
    }

    void signIn(String username) {
        page.fill("input[name=username]", username);
        page.fill("input[name=password]", username + "-likes-dev-mode");
        page.click("#sign-in");
    }

    /** The address of an authorization request that the demo application could have sent. */
    static String request(String more) {
        return "/authorize?response_type=code&client_id=demo&scope=openid%20profile&state=s&nonce=n&redirect_uri="
                + Provider.uri() + "/demo/callback"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256" + more;
    }

    @Override
    public void close() {
        context.close();
    }
}
