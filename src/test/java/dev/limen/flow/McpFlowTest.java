package dev.limen.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.CertificatesProfile;
import dev.limen.client.InitialAccessTokens;
import dev.limen.resource.ResourceDeclaration;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import dev.limen.support.Database;
import dev.limen.support.DocumentHost;
import dev.limen.support.McpServer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The authorization of the Model Context Protocol (specification of 2025-11-25 and later, Basic, Authorization), in the order
 * of its sequence: a client that nobody has registered calls a server that it has never seen.
 */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class McpFlowTest {

    private static final URI PROVIDER = Provider.uri();
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");

    private final UserAgent browser = new UserAgent(PROVIDER);
    private McpServer server;
    private McpServer other;
    private DocumentHost host;

    @Inject
    Scopes scopes;

    @Inject
    Resources resources;

    @Inject
    InitialAccessTokens initial;

    @Inject
    Database database;

    @BeforeEach
    void declare() {
        server = new McpServer(PROVIDER);
        other = new McpServer(PROVIDER);
        host = new DocumentHost();
        scopes.store("mcp:tools", Optional.of("Use your tools"), List.of());
        for (McpServer declared : List.of(server, other)) {
            resources.store(ResourceDeclaration.of(declared.url().toString(), List.of("mcp:tools")));
        }
    }

    @AfterEach
    void takeBack() {
        database.execute("delete from resources where identifier like 'http://127.0.0.1:%'");
        database.execute("delete from scopes where name = 'mcp:tools'");
        server.close();
        other.close();
        host.close();
    }

    @Test
    void aClientThatNobodyRegisteredCallsAServerForAPerson() {
        // the server refuses, and says where its metadata are (RFC 9728, section 5.1)
        Response refusal = given().get(server.url());
        assertThat(refusal.statusCode()).isEqualTo(401);
        JsonPath protectedResource = given().get(metadataUrl(refusal))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String resource = protectedResource.getString("resource");
        assertThat(resource).isEqualTo(server.url().toString());
        String issuer = protectedResource.getString("authorization_servers[0]");

        // the authorization server's metadata say that the client can go on (RFC 8414; PKCE; RFC 9207; the document)
        JsonPath metadata = given().get(issuer + "/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(metadata.getString("issuer")).isEqualTo(issuer);
        assertThat(metadata.getList("code_challenge_methods_supported"))
                .asList()
                .contains("S256");
        assertThat(metadata.getBoolean("authorization_response_iss_parameter_supported"))
                .isTrue();
        assertThat(metadata.getBoolean("client_id_metadata_document_supported")).isTrue();
        assertThat(metadata.getList("token_endpoint_auth_methods_supported"))
                .asList()
                .contains("none");

        // the person signs in and sees who asks, who vouches for it, and where the answer goes
        Request request = host.client()
                .request(String.join(" ", protectedResource.getList("scopes_supported")) + " offline_access")
                .resources(resource);
        assertThat(request.uri().toString()).startsWith(metadata.getString("authorization_endpoint"));
        Visit consent = People.ALICE.signIn(browser, browser.get(request.uri()));
        assertThat(consent.page()).isEqualTo("consent");
        assertThat(consent.document().text())
                .contains("Assistant", host.authority(), "assistant.example.com", "Use your tools");
        assertThat(host.asked()).isEqualTo(1);

        // the answer says from whom it is, so that a client of many servers mixes none up (RFC 9207, section 2.4)
        Map<String, String> answer = RelyingParty.answer(browser.press(consent, "#allow"));
        assertThat(answer).containsEntry("iss", issuer).containsEntry("state", request.get("state"));

        // the token is for that server (RFC 8707, section 2.2), which serves it, and for no other
        JsonPath tokens = request.redeem(answer, Map.of("resource", resource))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String token = tokens.getString("access_token");
        given().auth().oauth2(token).get(server.url()).then().statusCode(200);
        assertThat(given().auth().oauth2(token).get(other.url()).statusCode()).isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(token)
                        .get(PROVIDER.resolve("/userinfo"))
                        .statusCode())
                .isGreaterThanOrEqualTo(401);

        // later on, without the person
        JsonPath refreshed = host.client()
                .token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.getString("refresh_token"),
                        "resource",
                        resource))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        given().auth()
                .oauth2(refreshed.getString("access_token"))
                .get(server.url())
                .then()
                .statusCode(200);
    }

    /** A client without an address of its own registers (RFC 7591); whom the operator lets do so, the operator says. */
    @Test
    void aClientThatRegistersItselfCallsAServerForAPerson() {
        String resource = server.url().toString();
        String endpoint = given().get(PROVIDER.resolve("/.well-known/oauth-authorization-server"))
                .jsonPath()
                .getString("registration_endpoint");
        String redirectUri = "http://127.0.0.1:33418/callback";
        String clientId = given().auth()
                .oauth2(QuarkusTransaction.requiringNew()
                        .call(() -> initial.mint(1, Duration.ofMinutes(1)))
                        .reveal())
                .contentType("application/json")
                .body(Map.of(
                        "client_name", "Tool",
                        "application_type", "native",
                        "redirect_uris", List.of(redirectUri),
                        "grant_types", List.of("authorization_code", "refresh_token"),
                        "token_endpoint_auth_method", "none"))
                .post(endpoint)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("client_id");
        Request request = RelyingParty.registered(PROVIDER, clientId, null, redirectUri)
                .request("mcp:tools")
                .resources(resource);
        String token = request.redeem(People.ALICE.authorize(browser, request), Map.of("resource", resource))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        given().auth().oauth2(token).get(server.url()).then().statusCode(200);
        assertThat(given().auth().oauth2(token).get(other.url()).statusCode()).isEqualTo(401);
    }

    /** What the client leaves out, or what is not the server's own, gets it nowhere. */
    @Test
    void nothingGoesWithoutChallengeConsentOrDeclaredResource() {
        assertThat(refusal(request().without("code_challenge").without("code_challenge_method")))
                .isEqualTo("invalid_request");
        assertThat(refusal(host.client().request("mcp:tools").resources("https://undeclared.example.com/mcp")))
                .isEqualTo("invalid_target");
        Request request = request();
        Visit consent = People.ALICE.signIn(browser, browser.get(request.uri()));
        assertThat(RelyingParty.answer(browser.press(consent, "#deny"))).containsEntry("error", "access_denied");
        Request again = request();
        Map<String, String> answer = People.ALICE.authorize(browser, again);
        again.redeem(answer, Map.of("resource", other.url().toString())).then().statusCode(400);
        assertThat(again.redeem(answer, Map.of("code_verifier", "x".repeat(43))).statusCode())
                .isEqualTo(400);
        again.redeem(answer).then().statusCode(200);
    }

    private Request request() {
        return host.client().request("mcp:tools").resources(server.url().toString());
    }

    private String refusal(Request request) {
        return RelyingParty.answer(browser.get(request.uri())).get("error");
    }

    private static String metadataUrl(Response refusal) {
        Matcher matcher = METADATA.matcher(refusal.header("WWW-Authenticate"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
