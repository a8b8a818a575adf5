package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.OpaqueToken;
import dev.limen.support.IssuerWithPath;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** With an https issuer on a path: what cookies and links look like in production. */
@QuarkusTest
@TestProfile(IssuerWithPath.class)
class BrowserCookiesTest {

    private static final OpaqueToken VALUE = OpaqueToken.of(new byte[32]);

    @Inject
    BrowserCookies cookies;

    @Inject
    Links links;

    @Inject
    LimenConfig config;

    @Test
    void cookieCannotBePlantedReadOrSentInClear() {
        assertLocked(cookies.browser(VALUE), "__Host-limen-browser");
        assertLocked(cookies.session(VALUE), "__Host-limen-session");
        assertLocked(cookies.session(VALUE, Duration.ofDays(14)), "__Host-limen-session");
        assertLocked(cookies.forgetSession(), "__Host-limen-session");
    }

    @Test
    void sessionEndsWithBrowserUnlessChosenOtherwise() {
        assertThat(cookies.session(VALUE).getMaxAge()).isEqualTo(NewCookie.DEFAULT_MAX_AGE);
        assertThat(cookies.session(VALUE, Duration.ofDays(14)).getMaxAge()).isEqualTo(14 * 86400);
        assertThat(cookies.forgetSession().getMaxAge()).isZero();
    }

    @Test
    void linksStayBelowIssuer() {
        assertThat(links.path("/login/x")).isEqualTo("/tenants/one/login/x");
        assertThat(links.absolute("/login/x")).hasToString("https://login.example/tenants/one/login/x");
        assertThat(links.origin()).isEqualTo("https://login.example");
        assertThat(links.secure()).isTrue();
    }

    @Test
    void browserIsToldToStayOnTls() {
        RestAssured.given().get("/").then().header("Strict-Transport-Security", Matchers.startsWith("max-age="));
    }

    private static void assertLocked(NewCookie cookie, String name) {
        assertThat(cookie.getName()).isEqualTo(name);
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo(NewCookie.SameSite.LAX);
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }
}
