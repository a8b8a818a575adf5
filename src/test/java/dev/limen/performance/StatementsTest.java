package dev.limen.performance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.LogCapture;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every statement of a hot path, in order: one that is added is added here first. */
@QuarkusTest
class StatementsTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty WEB = RelyingParty.web(PROVIDER);
    private static final int TRIES = 5;

    /** What a statement does, and to which table; one that reads or changes before it inserts counts as an insert. */
    private static final Map<String, Pattern> VERBS = new TreeMap<>(Map.of(
            "insert", Pattern.compile("\\binsert into (\\w+)"),
            "select", Pattern.compile("^select .*? from (\\w+) \\w+_0\\b", Pattern.DOTALL),
            "update", Pattern.compile("^update (\\w+)")));

    private static final RelyingParty ROBOT = RelyingParty.robot(PROVIDER);

    private final UserAgent browser = new UserAgent(PROVIDER);

    @Test
    void aMachineGetsItsTokenFromMemory() {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "api:read");
        assertThat(statements(() -> () -> ROBOT.token(form).then().statusCode(200)))
                .isEmpty();
    }

    @Test
    void introspectionReadsTheGrant() {
        assertThat(statements(() -> {
                    String token = tokens("openid api:read").getString("access_token");
                    return () ->
                            WEB.introspect(token, "application/json").then().statusCode(200);
                }))
                .containsExactly("select grants");
    }

    @Test
    void userinfoReadsTheGrantWithItsPerson() {
        assertThat(statements(() -> {
                    String token = tokens("openid profile").getString("access_token");
                    return () -> given().header("Authorization", "Bearer " + token)
                            .get(PROVIDER.resolve("/userinfo"))
                            .then()
                            .statusCode(200);
                }))
                .containsExactly("select grants");
    }

    @Test
    void whoIsSignedInGetsACodeInOneTransaction() {
        assertThat(statements(() -> {
                    People.ALICE.authorize(browser, WEB.request("openid profile"));
                    return () -> browser.get(WEB.request("openid profile").uri());
                }))
                .containsExactly("select sessions", "select consents", "insert grants", "insert authorization_codes");
    }

    @Test
    void aCodeIsRedeemedInOneTransaction() {
        assertThat(statements(() -> {
                    RelyingParty.Request request = WEB.request("openid profile offline_access");
                    Map<String, String> answer = People.ALICE.authorize(browser, request);
                    return () -> request.redeem(answer).then().statusCode(200);
                }))
                .containsExactly(
                        "select authorization_codes",
                        "update authorization_codes",
                        "insert status_entries",
                        "insert refresh_tokens");
    }

    @Test
    void aRefreshTokenIsRotatedByOneStatement() {
        assertThat(statements(() -> {
                    String token = tokens("openid profile offline_access").getString("refresh_token");
                    return () -> WEB.refresh(token).then().statusCode(200);
                }))
                .containsExactly("select refresh_tokens", "insert refresh_tokens", "insert status_entries");
    }

    private JsonPath tokens(String scope) {
        RelyingParty.Request request = WEB.request(scope);
        return request.redeem(People.ALICE.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Of a few tries the one with the least: what is in memory is read anew every two seconds, and jobs run beside it. */
    private static List<String> statements(Supplier<Runnable> prepared) {
        return Stream.generate(() -> statements(prepared.get()))
                .limit(TRIES)
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    private static List<String> statements(Runnable request) {
        return LogCapture.during(request).stream()
                .filter(line -> line.logger().equals("org.hibernate.SQL"))
                .map(line -> summary(line.text().lines().skip(1).collect(Collectors.joining("\n"))))
                .toList();
    }

    private static String summary(String logged) {
        String statement = logged.replaceFirst("^\\w+: ", "").strip();
        return VERBS.entrySet().stream()
                .flatMap(verb ->
                        verb.getValue().matcher(statement).results().map(found -> verb.getKey() + " " + found.group(1)))
                .findFirst()
                .orElse(statement);
    }
}
