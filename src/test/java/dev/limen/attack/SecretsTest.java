package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Device;
import dev.limen.support.LogCapture;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** S14: what proves something is neither logged nor stored as it is. */
@QuarkusTest
class SecretsTest {

    private static final String TYPED_BY_MISTAKE = "a password in the field of the name";

    private final URI provider = Provider.uri();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Inject
    DataSource database;

    @Test
    void areNowhereInTheLogNorInTheDatabase() throws SQLException {
        List<LogCapture.Line> log = LogCapture.during(() -> everybody(RelyingParty.intranet(provider)));
        log = new ArrayList<>(log);
        log.addAll(LogCapture.during(() -> everybody(RelyingParty.opaque(provider))));
        log.addAll(LogCapture.during(this::device));
        assertThat(secrets).hasSizeGreaterThan(25);
        String shown = String.join(
                "\n",
                log.stream()
                        .filter(LogCapture.Line::ours)
                        .map(LogCapture.Line::text)
                        .toList());
        assertThat(shown).contains("type=signed_in", "type=token_issued", "type=code_replayed");
        await().until(() -> stored().contains("code_replayed"));
        String stored = stored();
        secrets.forEach((name, secret) -> {
            assertThat(shown.contains(secret)).as(name + " is logged").isFalse();
            assertThat(stored.contains(secret)).as(name + " is stored").isFalse();
        });
    }

    /** Signs in, and does everything with what that gives, right and wrong. */
    private void everybody(RelyingParty client) {
        String of = " of " + client.clientId();
        UserAgent browser = new UserAgent(provider);
        Request request = client.request("openid profile offline_access").with("prompt", "login consent");
        Visit login = browser.get(request.uri());
        note("csrf token" + of, login.document().select("[name=csrf]").val());
        browser.press(login, "#sign-in", Map.of("username", TYPED_BY_MISTAKE, "password", TYPED_BY_MISTAKE));
        note("password typed by mistake" + of, TYPED_BY_MISTAKE);
        note("password", People.CAROL.password());
        note("client secret" + of, client.secret());
        Visit next = People.CAROL.signIn(browser, login);
        Visit end = next.elsewhere() ? next : browser.press(next, "#allow");
        browser.cookies().forEach((name, cookie) -> note(name + of, cookie.getValue()));
        Map<String, String> answer = RelyingParty.answer(end);
        note("code" + of, answer.get("code"));
        note("code verifier" + of, request.verifier());
        JsonPath tokens = noted("first" + of, request.redeem(answer).jsonPath());
        given().auth().oauth2(tokens.getString("access_token")).get(provider.resolve("/userinfo"));
        JsonPath refreshed = noted(
                "refreshed" + of,
                client.refresh(tokens.getString("refresh_token")).jsonPath());
        client.post("/introspect", Map.of("token", refreshed.getString("access_token")));
        client.post("/revoke", Map.of("token", refreshed.getString("refresh_token")));
        client.refresh(refreshed.getString("refresh_token"));
        request.redeem(answer);
        given().auth().oauth2(refreshed.getString("access_token") + "x").get(provider.resolve("/userinfo"));
        browser.get("/logout?id_token_hint=" + refreshed.getString("id_token"));
    }

    /** A device waits, is allowed and redeems its code, twice. */
    private void device() {
        Device device = Device.begin(RelyingParty.tv(provider), "openid offline_access");
        note("device code", device.deviceCode());
        note("user code", device.userCode());
        note("user code without its dash", device.userCode().replace("-", ""));
        device.poll();
        UserAgent browser = new UserAgent(provider);
        browser.get(device.answer().getString("verification_uri_complete"));
        device.allow(browser, People.CAROL);
        noted("of the device", device.poll().jsonPath());
        device.poll();
        browser.press(browser.get("/device"), "#continue", Map.of("user_code", device.userCode()));
    }

    private JsonPath noted(String which, JsonPath tokens) {
        for (String name : List.of("access_token", "refresh_token", "id_token")) {
            note(which + " " + name, tokens.getString(name));
        }
        return tokens;
    }

    private void note(String name, String secret) {
        assertThat(secret).as(name).isNotBlank();
        secrets.put(name, secret);
    }

    /** Every row of every table, as text. */
    private String stored() throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table :
                    column(statement, "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
                column(statement, "select t::text from " + table + " t")
                        .forEach(row -> rows.append(row).append('\n'));
            }
        }
        return rows.toString();
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
