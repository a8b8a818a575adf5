package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S17: what strangers and clients write stays text on every page, and no page runs inline code. */
@QuarkusTest
class MarkupTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><script>alert(1)</script>",
                "'><img src=x onerror=alert(1)>",
                "\" onfocus=alert(1) autofocus x=\"",
                "</form><form action=https://evil.example>",
                "{#for}{msg:x}{}",
                "javascript:alert(1)",
                "</title><svg/onload=alert(1)>",
                "\u2028\u0085<b>",
                "<!--",
                "]]>",
                "&lt;script&gt;"
            })
    void payloadsStayText(String payload) {
        UserAgent browser = new UserAgent(provider);
        Request request = intranet.request("openid").with("state", payload).with("login_hint", payload);
        Visit login = browser.get(request.with("response_mode", "form_post").uri());
        isClean(login);
        isClean(browser.press(login, "#sign-in", Map.of("username", payload, "password", payload)));
        Visit posted = People.CAROL.signIn(browser, browser.get(request.uri()));
        isClean(posted);
        assertThat(posted.document().selectFirst("form").attr("action")).isEqualTo(intranet.redirectUri());
        assertThat(posted.document().select("input[name=state]").attr("value")).isEqualTo(payload);
        isClean(browser.get(RelyingParty.web(provider)
                .request("openid phone")
                .with("ui_locales", payload)
                .uri()));
        isClean(browser.get(
                intranet.request("openid").with("client_id", payload).uri()));
        isClean(browser.get(
                intranet.request("openid").with("prompt", "select_account").uri()));
        isClean(browser.get("/logout"));
    }

    private static void isClean(Visit visit) {
        assertThat(visit.elsewhere()).isFalse();
        String policy =
                visit.response().headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'none'")
                .doesNotContain("unsafe")
                .contains("frame-ancestors 'none'");
        for (Element element : visit.document().getAllElements()) {
            assertThat(element.tagName()).isNotIn("svg", "iframe", "object", "embed", "base", "style", "b");
            if (element.tagName().equals("script")) {
                assertThat(element.attr("src")).startsWith("/assets/");
                assertThat(element.data()).isBlank();
            }
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey())
                        .as(element.outerHtml())
                        .doesNotStartWith("on")
                        .isNotEqualTo("style");
                assertThat(attribute.getValue().strip().toLowerCase(java.util.Locale.ROOT))
                        .satisfiesAnyOf(
                                value -> assertThat(attribute.getKey()).isNotIn("href", "src", "action", "formaction"),
                                value -> assertThat(value).doesNotStartWith("javascript:"));
            }
        }
    }
}
