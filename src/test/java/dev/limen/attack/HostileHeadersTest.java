package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** S10, S22: links come from the issuer alone; whoever sends these headers must not write them. */
@QuarkusTest
class HostileHeadersTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String AUTHORIZE =
            RelyingParty.intranet(PROVIDER).request("openid").uri().toString();
    private static final String EVIL = "evil.example";

    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of("Host", EVIL),
            Map.of("Host", EVIL + ":443"),
            Map.of("X-Forwarded-Host", EVIL, "X-Forwarded-Proto", "https", "X-Forwarded-Port", "1"),
            Map.of("X-Forwarded-Prefix", "/" + EVIL, "X-Forwarded-Ssl", "on"),
            Map.of("X-Forwarded-For", "<" + EVIL + ">, 1.2.3.4"),
            Map.of("X-Original-URL", "/" + EVIL, "X-Rewrite-URL", "/" + EVIL, "X-Host", EVIL),
            Map.of("Forwarded", "for=1.2.3.4;host=" + EVIL + ";proto=https"),
            Map.of("Forwarded", "host=\"" + EVIL + "\\\"\";;;=,"));

    static Stream<Arguments> requests() {
        return Stream.of(
                        request(Method.GET, "/"),
                        request(Method.GET, AUTHORIZE),
                        request(Method.POST, "/authorize?response_type=code"),
                        request(Method.GET, AUTHORIZE + "&prompt=none"),
                        request(Method.GET, AUTHORIZE.replace("client_id=intranet", "client_id=nobody")),
                        request(Method.GET, "/authorize/unknown"),
                        request(Method.GET, "/login/unknown"),
                        request(Method.GET, "/consent/unknown"),
                        request(Method.GET, "/accounts/unknown"),
                        request(Method.GET, "/logout"),
                        request(Method.POST, "/logout"),
                        request(Method.POST, "/token"),
                        request(Method.POST, "/device_authorization"),
                        request(Method.GET, "/device"),
                        request(Method.GET, "/device?user_code=BCDF-GHJK"),
                        request(Method.GET, "/device/qr?user_code=BCDF-GHJK"),
                        request(Method.GET, "/device/unknown"),
                        request(Method.GET, "/userinfo"),
                        request(Method.POST, "/revoke"),
                        request(Method.POST, "/introspect"),
                        request(Method.GET, "/jwks"),
                        request(Method.GET, "/.well-known/openid-configuration"),
                        request(Method.GET, "/nowhere"))
                .flatMap(r -> HEADERS.stream().map(h -> Arguments.of(r.get()[0], r.get()[1], h)));
    }

    private static Arguments request(Method method, String address) {
        return Arguments.of(method, address);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void changeNothing(Method method, String address, Map<String, String> hostile) {
        Response plain = send(method, address, Map.of());
        Response answer = send(method, address, hostile);
        assertThat(answer.statusCode()).isEqualTo(plain.statusCode());
        assertThat(answer.headers().toString()).doesNotContain(EVIL);
        assertThat(answer.asString()).doesNotContain(EVIL);
        String location = answer.header("Location");
        if (location != null && !location.startsWith("https://intranet.example.com/")) {
            assertThat(location).startsWith(PROVIDER + "/");
        }
    }

    private static Response send(Method method, String address, Map<String, String> headers) {
        RequestSpecification request =
                given().redirects().follow(false).urlEncodingEnabled(false).headers(headers);
        if (method == Method.POST) {
            request.contentType("application/x-www-form-urlencoded").body("client_id=intranet");
        }
        return request.request(method, PROVIDER.resolve(address));
    }
}
