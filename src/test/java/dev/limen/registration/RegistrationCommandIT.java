package dev.limen.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands about initial access tokens, on the packaged program, beside a node that serves. */
@Tag("programs")
class RegistrationCommandIT {

    private static final Pattern TOKEN = Pattern.compile("(?m)^[A-Za-z0-9_-]{43}$");

    private static Map<String, String> settings;

    @BeforeAll
    static void makeDatabase() {
        settings = new HashMap<>(new PostgresResource().start());
        settings.put("LIMEN_REGISTRATION_MODE", "initial-access-token");
    }

    @Test
    void makesAndEndsTokensWhileANodeServes() {
        try (Program node = Program.start(settings)) {
            String token = minted();
            assertThat(register(node, token)).isEqualTo(201);
            assertThat(register(node, token)).isEqualTo(201);
            assertThat(register(node, token)).isEqualTo(401);
            String other = minted();
            Ended ended = Program.run(settings, "end-initial-access-tokens");
            assertThat(ended.code()).as(ended.errors()).isZero();
            assertThat(ended.output()).contains("1 initial access tokens ended");
            assertThat(register(node, other)).isEqualTo(401);
        }
    }

    private static String minted() {
        Ended made = Program.run(settings, "initial-access-token", "--uses", "2", "--lifetime", "PT1H");
        assertThat(made.code()).as(made.errors()).isZero();
        Matcher token = TOKEN.matcher(made.output());
        assertThat(token.find()).as(made.output()).isTrue();
        return token.group();
    }

    private static int register(Program node, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"redirect_uris\":[\"https://registrant.example.com/callback\"]}")
                .post(node.uri().resolve("/register"))
                .statusCode();
    }
}
