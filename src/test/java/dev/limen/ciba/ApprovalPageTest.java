package dev.limen.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CIBA, section 8: telling the person, and the person's decision. */
@QuarkusTest
class ApprovalPageTest {

    private static final Pattern LINK = Pattern.compile("http\\S+");

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    MockMailbox mailbox;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @BeforeEach
    void empty() {
        database.execute("delete from backchannel_requests");
        mailbox.clear();
    }

    @AfterEach
    void reset() {
        clock.reset();
        database.enable(bank, true);
    }

    private Mail mail() {
        return await().until(() -> mailbox.getMailsSentTo("alice@example.com"), mails -> !mails.isEmpty())
                .getFirst();
    }

    private String link() {
        Matcher link = LINK.matcher(mail().getText());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private Backchannel begin(Map<String, ?> parameters) {
        return Backchannel.begin(bank, People.ALICE, parameters);
    }

    @Test
    void aMailLeadsToThePageAndThePageToTheTokens() {
        Backchannel waiting = begin(Map.of("scope", "openid api:read", "binding_message", "W4SCT"));
        Mail mail = mail();
        assertThat(mail.getSubject()).isEqualTo("Testbank bittet Sie um Best\u00e4tigung");
        assertThat(mail.getText()).contains("Alice Adams", "Testbank", "W4SCT").doesNotContain(waiting.authReqId());
        assertThat(link()).startsWith(provider + "/approvals?request=");

        Visit login = browser.get(URI.create(link()));
        assertThat(login.page()).isEqualTo("login");
        assertThat(login.body()).as("nobody is told before they signed in").doesNotContain("Bank", "W4SCT", "alice");
        Visit asked = People.ALICE.signIn(browser, login);
        assertThat(asked.page()).isEqualTo("approval");
        assertThat(asked.document().select("#binding-message").text()).isEqualTo("W4SCT");
        assertThat(asked.body()).contains("Test Bank", "Read your reports", "Alice Adams");
        assertThat(asked.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(waiting.error()).isEqualTo("authorization_pending");
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("approval-allowed");
        waiting.poll().then().statusCode(200);
    }

    /** RFC 7591, section 2.2. */
    @Test
    void thePagesSayTheNameInTheirLanguage() {
        begin(Map.of("scope", "openid"));
        UserAgent german = new UserAgent(provider, "de");
        Visit list = People.ALICE.signIn(german, german.get("/approvals"));
        assertThat(list.document().select(".accounts").text()).contains("Testbank");
        Visit asked = german.get(list.document().select(".accounts a").last().attr("href"));
        assertThat(asked.document().selectFirst("h1").text()).contains("Testbank");
        assertThat(german.press(asked, "#deny").document().text()).contains("Testbank");
    }

    /** S10: whatever the request says. */
    @Test
    void theLinkIsTheIssuersAlone() {
        io.restassured.RestAssured.given()
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .auth()
                .preemptive()
                .basic(bank.clientId(), bank.secret())
                .formParam("scope", "openid")
                .formParam("login_hint", "alice")
                .post(provider.resolve("/bc-authorize"))
                .then()
                .statusCode(200);
        assertThat(link()).startsWith(provider + "/");
        assertThat(mail().getText()).doesNotContain("evil.example");
    }

    @Test
    void whoHasNoVerifiedAddressFindsTheRequestOnThePage() {
        Backchannel waiting = Backchannel.begin(bank, People.BOB, "openid");
        begin(Map.of());
        mail();
        assertThat(mailbox.getMailsSentTo("bob@example.com")).isEmpty();
        Backchannel.allow(browser, People.BOB);
        waiting.poll().then().statusCode(200);
    }

    @Test
    void withoutARequestThePageSaysSo() {
        Visit list = People.CAROL.signIn(browser, browser.get("/approvals"));
        assertThat(list.page()).isEqualTo("approvals");
        assertThat(list.document().select("ul.accounts")).isEmpty();
        assertThat(list.document().select("script")).isEmpty();
    }

    /** S19: whoever else opens the link. */
    @Test
    void anotherPersonsSessionCannotApprove() {
        Backchannel waiting = begin(Map.of("binding_message", "W4SCT"));
        UserAgent others = new UserAgent(provider);
        People.BOB.signIn(others, others.get("/approvals"));
        Visit opened = others.get(URI.create(link()));
        assertThat(opened.page()).isEqualTo("login");
        Visit list = People.BOB.signIn(others, opened);
        assertThat(list.page()).isEqualTo("approvals");
        assertThat(list.body()).doesNotContain("Test Bank", "W4SCT");
        String handle = opened.address().getPath().replace("/login/", "/approvals/");
        assertThat(others.post(provider.resolve(handle), List.of(Map.entry("action", "allow")))
                        .page())
                .isEqualTo("approvals");
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    /** S4, S19: the page of one browser is nothing to another. */
    @Test
    void anotherBrowserGetsNothing() {
        Backchannel waiting = begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        String csrf = asked.document().select("input[name=csrf]").val();
        UserAgent other = new UserAgent(provider);
        People.ALICE.signIn(other, other.get("/approvals"));
        assertThat(other.get(asked.address()).page()).isEqualTo("error");
        assertThat(other.post(asked.address(), List.of(Map.entry("csrf", csrf), Map.entry("action", "allow")))
                        .page())
                .isEqualTo("error");
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    /** S13: the link is worth nothing once it is decided. */
    @Test
    void theLinkTwiceSaysThatItIsOver() {
        Backchannel waiting = begin(Map.of());
        Backchannel.allow(browser, People.ALICE);
        assertThat(browser.get(URI.create(link())).page()).isEqualTo("error");
        waiting.poll().then().statusCode(200);
        assertThat(browser.get(URI.create(link())).page()).isEqualTo("error");
        assertThat(browser.get("/approvals").document().select("ul.accounts")).isEmpty();
    }

    @Test
    void aLinkOfNoRequestLeadsToWhatWaits() {
        Visit login = browser.get("/approvals?request=0b1e6f0e-6a1c-4a0c-9f7e-0f6a4c1f2a3b");
        assertThat(login.page()).isEqualTo("login");
        assertThat(People.ALICE.signIn(browser, login).page()).isEqualTo("approvals");
        assertThat(browser.get("/approvals?request=%3Cscript%3E").page()).isEqualTo("approvals");
    }

    @Test
    void formsOfOthersAreRefused() {
        Backchannel waiting = begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        assertThat(browser.post(asked.address(), List.of(Map.entry("action", "allow")))
                        .status())
                .isEqualTo(403);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @Test
    void anythingButAClearYesIsNo() {
        Backchannel waiting = begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        String csrf = asked.document().select("input[name=csrf]").val();
        assertThat(browser.post(asked.address(), List.of(Map.entry("csrf", csrf)))
                        .page())
                .isEqualTo("approval-denied");
        assertThat(waiting.error()).isEqualTo("access_denied");
    }

    /** S24: nobody decides who has not signed in, neither yes nor no. */
    @Test
    void withoutASignInThereIsNothingToDecide() {
        Backchannel waiting = begin(Map.of());
        Visit login = browser.get(URI.create(link()));
        String path = login.address().getPath().replace("/login/", "/approvals/");
        for (String action : List.of("allow", "deny")) {
            assertThat(browser.post(provider.resolve(path), List.of(Map.entry("action", action)))
                            .page())
                    .isEqualTo("login");
        }
        assertThat(browser.press(login, "#cancel").page()).isEqualTo("approval-left");
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    /** A session is no proof of who is there now. */
    @Test
    void aSignInOfLongAgoIsNotEnough() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, Map.of("requested_expiry", "3600"));
        People.ALICE.signIn(browser, browser.get("/approvals"));
        clock.advance(Duration.ofMinutes(16));
        Visit again = browser.get(URI.create(link()));
        assertThat(again.page()).isEqualTo("login");
        Visit asked = People.ALICE.signIn(browser, again);
        assertThat(asked.page()).isEqualTo("approval");
        clock.advance(Duration.ofMinutes(16));
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("approval-allowed");
        waiting.poll().then().statusCode(200);
    }

    @Test
    void aRequestOfADisabledClientIsNone() {
        Backchannel waiting = begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        database.enable(bank, false);
        assertThat(browser.get("/approvals").document().select("ul.accounts")).isEmpty();
        assertThat(browser.press(asked, "#allow").page()).isNotEqualTo("approval-allowed");
        database.enable(bank, true);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @Test
    void aRequestThatExpiredMeanwhileIsTold() {
        Backchannel waiting = begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("error");
        assertThat(waiting.error()).isEqualTo("expired_token");
    }

    @Test
    void anAttemptToApproveIsNothingElse() {
        begin(Map.of());
        Visit asked = Backchannel.page(browser, People.ALICE);
        for (String page : List.of("/authorize/", "/consent/", "/device/")) {
            String path = asked.address().getPath().replace("/approvals/", page);
            assertThat(browser.get(path).page()).as(page).isEqualTo("error");
        }
    }
}
