package dev.limen.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    private Visit accounts() {
        return browser.get(
                intranet.request("openid").with("prompt", "select_account").uri());
    }

    private void signInBoth() {
        People.ALICE.signIn(browser, browser.get(intranet.request("openid").uri()));
        People.BOB.signIn(browser, browser.press(accounts(), "#other"));
    }

    @Test
    void everyoneWhoIsSignedInHereCanBeChosen() {
        signInBoth();
        Visit accounts = accounts();

        assertThat(accounts.page()).isEqualTo("accounts");
        assertThat(accounts.document().select("button[name=account] .name").eachText())
                .containsExactlyInAnyOrder("Alice Adams", "Bob Brown");

        String alice = accounts.document()
                .select("button[name=account]:contains(Alice Adams)")
                .val();
        Visit visit = browser.press(accounts, "button[value=" + alice + "]");
        assertThat(RelyingParty.answer(visit)).containsKey("code");
    }

    /** prompt=login is met by who goes on, not by somebody else in the same browser. */
    @Test
    void whatOnePersonProvedCountsForNoOther() {
        People.ALICE.signIn(browser, browser.get(intranet.request("openid").uri()));
        Visit login =
                browser.get(intranet.request("openid").with("prompt", "login").uri());
        String handle = login.address().getPath().substring("/login/".length());
        browser.pressOnly(
                login, "#sign-in", Map.of("username", People.BOB.username(), "password", People.BOB.password()));
        Visit accounts = browser.get("/accounts/" + handle);
        String alice = accounts.document()
                .select("button[name=account]:contains(Alice Adams)")
                .val();

        Visit visit = browser.press(accounts, "button[value=" + alice + "]");

        assertThat(visit.page()).isEqualTo("login");
    }

    @Test
    void anotherAccountSignsInWithoutTheFirst() {
        People.ALICE.signIn(browser, browser.get(intranet.request("openid").uri()));

        Visit login = browser.press(accounts(), "#other");

        assertThat(login.page()).isEqualTo("login");
        assertThat(login.document().selectFirst("#username").val()).isEmpty();
    }

    /** A client that asks silently about one of them learns of that one, whoever is in use. */
    @Test
    void whoIsAskedForSilentlyIsFound() {
        RelyingParty.Request request = intranet.request("openid");
        JsonPath alice =
                request.redeem(People.ALICE.authorize(browser, request)).jsonPath();
        People.BOB.signIn(browser, browser.press(accounts(), "#other"));

        RelyingParty.Request silent =
                intranet.request("openid").with("prompt", "none").with("id_token_hint", alice.getString("id_token"));
        JsonPath again =
                silent.redeem(RelyingParty.answer(browser.get(silent.uri()))).jsonPath();

        assertThat(Visitor.claims(again.getString("id_token")).getString("sub")).isEqualTo(People.ALICE.sub());
        RelyingParty.Request usual = intranet.request("openid");
        JsonPath bob =
                usual.redeem(RelyingParty.answer(browser.get(usual.uri()))).jsonPath();
        assertThat(Visitor.claims(bob.getString("id_token")).getString("sub")).isEqualTo(People.BOB.sub());
    }

    @Test
    void whomTheClientNamesComesFirst() {
        signInBoth();
        for (String hint : List.of("alice", "alice@example.com")) {
            Visit accounts = browser.get(intranet.request("openid")
                    .with("prompt", "select_account")
                    .with("login_hint", hint)
                    .uri());
            assertThat(accounts.document().select("button[name=account] .name").eachText())
                    .containsExactly("Alice Adams", "Bob Brown");
        }
    }

    @Test
    void cancelLeavesWithAccessDenied() {
        signInBoth();

        assertThat(RelyingParty.answer(browser.press(accounts(), "#cancel"))).containsEntry("error", "access_denied");
    }

    @Test
    void sessionOfAnotherBrowserCannotBeChosen() {
        signInBoth();
        UserAgent other = new UserAgent(provider);
        People.CAROL.signIn(other, other.get(intranet.request("openid").uri()));
        Visit theirs = other.get(
                intranet.request("openid").with("prompt", "select_account").uri());
        String carol = theirs.document().select("button[name=account]").val();
        Visit accounts = accounts();
        String csrf = accounts.document().select("input[name=csrf]").val();

        Visit visit = browser.post(accounts.address(), List.of(Map.entry("csrf", csrf), Map.entry("account", carol)));

        assertThat(visit.page()).isEqualTo("accounts");
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        signInBoth();
        Visit refused = browser.post(accounts().address(), List.of(Map.entry("action", "other")));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void nobodyToChooseMeansSignIn() {
        Visit login = accounts();

        assertThat(login.page()).isEqualTo("login");
        Visit direct = browser.get(login.address().getPath().replace("/login/", "/accounts/"));
        assertThat(direct.page()).isEqualTo("login");
    }
}
