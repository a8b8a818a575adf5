package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Profile;
import dev.limen.realm.UserEntry.Password;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RealmReaderTest {

    private static final String SECRET = "the-secret-of-the-environment";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("WEB_SECRET", SECRET, "HOST", "app.example.com", "EMPTY", "", "BREAK", "a: b\n- c", "YES", "true");

    private static final String JWKS = "{keys: [{kty: EC}]}";

    private final Faults faults = new Faults();

    private Realm read(String text) {
        Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(ENVIRONMENT.get(name)));
        return RealmReader.read(text, placeholders, Profile.OAUTH21, faults);
    }

    @Test
    void readsTheExampleOfTheReference() throws Exception {
        String text = """
                clients:
                  - client_id: web
                    client_secret: ${WEB_SECRET}
                    client_name: Intranet
                    redirect_uris: [https://app.example.com/callback]
                    post_logout_redirect_uris: [https://app.example.com/bye]
                    grant_types: [authorization_code, refresh_token]
                    response_types: [code]
                    token_endpoint_auth_method: client_secret_basic
                    scope: openid profile email api:read
                    consent: remember
                    access_token_format: jwt
                  - client_id: robot
                    client_secret: ${WEB_SECRET}
                    grant_types: [client_credentials]
                    scope: api:read
                users:
                  - username: alice
                    password: ${WEB_SECRET}
                    sub: 248289761001
                    claims: { name: Alice Adams, email: alice@example.com, email_verified: true }
                    roles: [staff]
                    groups: [/engineering]
                scopes:
                  - name: api:read
                    description: Read your reports     # shown on the consent page
                    claims: []
                resources:
                  - identifier: https://api.example.com
                    scopes: [api:read]
                    access_token_lifetime: PT10M
                """;
        Realm realm = read(text);
        assertThat(faults.inOrder()).isEmpty();
        assertThat(realm.clients()).extracting(ClientEntry::clientId).containsExactly("web", "robot");
        assertThat(realm.clients().getFirst().secret().orElseThrow().reveal()).isEqualTo(SECRET);
        assertThat(realm.users().getFirst().sub()).contains("248289761001");
        assertThat(realm.users().getFirst().password().orElseThrow()).isInstanceOf(Password.Plain.class);
        assertThat(realm.scopes().getFirst().description()).contains("Read your reports");
        assertThat(realm.resources().getFirst().accessTokenLifetime().orElseThrow())
                .hasMinutes(10);
    }

    @Test
    void readsJson() {
        Realm realm = read("""
                {"clients": [{"client_id": "web", "client_secret": "${WEB_SECRET}",
                  "redirect_uris": ["https://${HOST}/cb"], "default_max_age": 60}],
                 "users": [{"username": "a", "claims": {"level": 3, "share": 0.25, "tags": ["x", null, true]}}]}
                """);
        assertThat(faults.inOrder()).isEmpty();
        assertThat(realm.clients().getFirst().metadata().redirectUris()).containsExactly("https://app.example.com/cb");
        assertThat(realm.users().getFirst().claims())
                .isEqualTo(
                        Map.of("level", 3L, "share", new BigDecimal("0.25"), "tags", Arrays.asList("x", null, true)));
    }

    @Test
    void takesPlainScalarsAsTheyAreWritten() {
        Realm realm = read("""
                users:
                  - username: no
                    password: 0123
                    sub: 007
                    claims:
                      nickname: yes
                      birthdate: 2000-01-01
                      address: {postal_code: 01234, country: NO}
                      answer: off
                      employee: 00042
                      since: 2001-12-14t21:59:43.10-05:00
                      quoted: "5"
                      tagged: !!str 5
                      number: 5
                      tall: 1e3
                      truth: true
                """);
        assertThat(faults.inOrder()).isEmpty();
        UserEntry user = realm.users().getFirst();
        assertThat(user.username().display()).isEqualTo("no");
        assertThat(user.sub()).contains("007");
        assertThat(user.claims())
                .containsEntry("nickname", "yes")
                .containsEntry("birthdate", "2000-01-01")
                .containsEntry("address", Map.of("postal_code", "01234", "country", "NO"))
                .containsEntry("answer", "off")
                .containsEntry("employee", "00042")
                .containsEntry("since", "2001-12-14t21:59:43.10-05:00")
                .containsEntry("quoted", "5")
                .containsEntry("tagged", "5")
                .containsEntry("number", 5L)
                .containsEntry("tall", new BigDecimal("1e3"))
                .containsEntry("truth", true);
    }

    @Test
    void putsTheEnvironmentInAsValuesAndNeverAsYaml() {
        Realm realm = read("""
                users:
                  - username: a
                    enabled: ${YES}
                    password: "x$${HOST}y${HOST}z"
                    claims: {nickname: "${BREAK}", custom: "${YES}", empty: "${EMPTY}", dollar: "$5 {x}"}
                """);
        assertThat(faults.inOrder()).isEmpty();
        UserEntry user = realm.users().getFirst();
        assertThat(user.enabled()).contains(true);
        assertThat(((Password.Plain) user.password().orElseThrow()).secret().reveal())
                .isEqualTo("x${HOST}yapp.example.comz");
        assertThat(user.claims())
                .containsEntry("nickname", "a: b\n- c")
                .containsEntry("custom", "true")
                .containsEntry("empty", "")
                .containsEntry("dollar", "$5 {x}");
    }

    static Stream<Arguments> faulty() {
        String client = "clients: [{client_id: c, client_secret: s, redirect_uris: ['https://a.example/'], %s}]";
        return Stream.of(
                // YAML
                fault("", "line 1, column 1: a realm file is a mapping"),
                fault("# nothing", "line 1, column 1: a realm file is a mapping"),
                fault("[]", "line 1, column 1: a realm file is a mapping"),
                fault("just text", "line 1, column 1: a realm file is a mapping"),
                fault("clients: [", "line 1, column 11: not YAML: expected the node content"),
                fault("clients:\n  - {a: b}}", "line 2, column 11: not YAML"),
                fault("users:\n\t- username: a", "line 2, column 1: not YAML: found character '\\t(TAB)'"),
                fault("users: []\n---\nusers: []", "line 2, column 1: a second document"),
                fault("users: []\nusers: []", "line 2, column 1: the key 'users' is there twice; first on line 1"),
                fault("users: &a []\nscopes: *a", "line 2, column 9: aliases (*name) are not allowed"),
                fault("users: !!java.net.URL []", "line 1, column 8: the tag 'tag:yaml.org,2002:java.net.URL'"),
                fault("users: !evil []", "line 1, column 8: the tag '!evil' is not allowed"),
                fault("? [a, b]\n: c", "line 1, column 3: a key must be a single value, not a list"),
                fault("users: \u0007", "line 1, column 8: a character that YAML does not allow"),
                fault("clients: [{client_id: ${X}}]", "write a placeholder in quotes"),
                // the frame
                fault("user: []", "line 1, column 1: the realm: unknown key 'user'; did you mean 'users'?"),
                fault("users: {}", "line 1, column 8: the realm: 'users' must be a list, not a mapping"),
                fault("users: [a]", "line 1, column 9: the realm: users[0] must be a mapping, not a single value"),
                fault("users: [{}]", "line 1, column 9: users[0]: needs the key 'username'"),
                fault(
                        "clients: [{redirect_uris: ['https://a/']}]",
                        "line 1, column 11: clients[0]: needs the key 'client_id'"),
                fault("scopes: [{}]", "line 1, column 10: scopes[0]: needs the key 'name'"),
                fault("resources: [{}]", "line 1, column 13: resources[0]: needs the key 'identifier'"),
                // the environment
                fault("users:\n- username: ${NOBODY}", "line 2, column 13: the environment variable NOBODY is not set"),
                fault("users:\n- username: a${b", "line 2, column 13: '${' must be followed by the name"),
                fault("users:\n- username: a${-b}", "line 2, column 13: '${' must be followed by the name"),
                fault("users:\n- username: ${EMPTY}", "line 2, column 13: user '${EMPTY}': 'username' must be 1 to"),
                // clients
                fault(client.formatted("redirect_uri: x"), "unknown key 'redirect_uri'; did you mean 'redirect_uris'?"),
                fault(client.formatted("client_id: d"), "the key 'client_id' is there twice"),
                fault("clients: [{client_id: 'a b', redirect_uris: ['https://a/']}]", "'client_id' must be 1 to 255"),
                fault(
                        "clients:\n- client_id: c\n  redirect_uris:\n  - https://a.example/\n  - javascript:x\n",
                        "line 5, column 5: client 'c': 'redirect_uris' has a scheme that is not allowed"),
                fault(
                        "clients:\n- client_id: c\n  redirect_uris: https://a.example/",
                        "line 3, column 18: client 'c': 'redirect_uris' must be a list, not a single value"),
                fault("clients:\n- client_id: c", "line 2, column 3: client 'c': 'redirect_uris' needs a URI"),
                fault(client.formatted("require_pkce: maybe"), "client 'c': 'require_pkce' must be true or false"),
                fault(client.formatted("default_max_age: soon"), "'default_max_age' must be a whole number"),
                fault(client.formatted("jwks: x"), "'jwks' must be a mapping, not a single value"),
                fault(client.formatted("jwks: {keys: [{kty: RSA, d: x}]}"), "has a private or shared key"),
                fault(client.formatted("consent: never"), "'consent' is not supported; supported: remember, always"),
                fault(client.formatted("client_name: "), "'client_name' must be a single value, not nothing"),
                fault(client.formatted("client_name: [x]"), "'client_name' must be a single value, not a list"),
                fault(client.formatted("enabled: 1"), "'enabled' must be true or false"),
                fault(
                        client.formatted("token_endpoint_auth_method: none"),
                        "'client_secret' cannot stand beside token_endpoint_auth_method: none"),
                fault(
                        client.formatted(
                                "token_endpoint_auth_method: private_key_jwt, jwks_uri: 'https://c.example/j'"),
                        "'client_secret' cannot stand beside token_endpoint_auth_method: private_key_jwt"),
                fault(
                        client.formatted("token_endpoint_auth_method: client_secret_jwt"),
                        "'client_secret' must have 32 bytes or more for the HMAC that it keys"),
                fault(
                        "clients: [{client_id: c, client_secret_previous: x, redirect_uris: ['https://a/']}]",
                        "'client_secret_previous' needs a client_secret"),
                fault(
                        client.formatted("client_secret_previous: \"\""),
                        "'client_secret_previous' must be 1 to 1024 characters"),
                fault(
                        client.formatted("client_secret_previous_expires_at: 2030-01-01T00:00:00Z"),
                        "'client_secret_previous_expires_at' needs a client_secret_previous"),
                fault(
                        client.formatted("client_secret_previous: x, client_secret_previous_expires_at: 2030-01-01"),
                        "'client_secret_previous_expires_at' must be a time with its offset"),
                fault(
                        "clients: [{client_id: c, client_secret: x, client_secret_previous: x, redirect_uris: ['https://a/']}]",
                        "'client_secret_previous' is the same as client_secret"),
                fault(
                        "clients: [{client_id: c, client_secret: ' ', redirect_uris: ['https://a/']}]",
                        "'client_secret'"),
                fault(
                        "clients:\n- {client_id: c, redirect_uris: ['https://a/']}\n"
                                + "- {client_id: c, redirect_uris: ['https://b/']}",
                        "line 3, column 15: client 'c': 'client_id' is there twice; first on line 2"),
                // users
                fault("users: [{username: a, passwrd: x}]", "unknown key 'passwrd'; did you mean 'password'?"),
                fault("users: [{username: a, password: ''}]", "user 'a': 'password' must be 1 to 1024 bytes"),
                fault("users: [{username: a, password_hash: x}]", "'password_hash' must be an Argon2id hash"),
                fault(
                        "users: [{username: a, password: x, password_hash: "
                                + "'$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQwMDAw$AAAAAAAAAAAAAAAAAAAAAA'}]",
                        "'password_hash' cannot stand beside password"),
                fault("users: [{username: a, sub: 'a b'}]", "'sub' must be 1 to 255"),
                fault("users: [{username: a}, {username: A}]", "'username' is there twice"),
                fault("users: [{username: a, sub: x}, {username: b, sub: x}]", "'sub' is there twice"),
                fault("users: [{username: a, roles: staff}]", "'roles' must be a list, not a single value"),
                fault("users: [{username: a, roles: [[x]]}]", "'roles' must be a single value, not a list"),
                fault("users: [{username: a, claims: {email: x}}]", "'email' must be an e-mail address"),
                fault("users: [{username: a, claims: {email_verified: maybe}}]", "must be true or false"),
                fault("users: [{username: a, claims: {address: Berlin}}]", "'address' must be a mapping"),
                fault("users: [{username: a, claims: {address: {city: x}}}]", "unknown key 'city'"),
                fault("users: [{username: a, claims: {updated_at: today}}]", "'updated_at' must be a number"),
                fault("users: [{username: a, claims: {birthdate: 1.4.1990}}]", "'birthdate' must be YYYY-MM-DD"),
                fault("users: [{username: a, claims: {website: 'javascript:x'}}]", "must be an http or https URL"),
                fault("users: [{username: a, claims: {picture: 'data:x'}}]", "must be an http or https URL"),
                fault("users: [{username: a, claims: {sub: x}}]", "claim 'sub' is set by Limen itself"),
                fault("users: [{username: a, claims: {iss: x}}]", "claim 'iss' is set by Limen itself"),
                fault("users: [{username: a, claims: {'aud#de': x}}]", "claim 'aud#de' is set by Limen itself"),
                fault("users: [{username: a, claims: {name: [x]}}]", "'name' must be a single value, not a list"),
                // scopes and resources
                fault("scopes: [{name: openid}]", "'name' is a scope of OpenID Connect"),
                fault("scopes: [{name: 'a b'}]", "'name' has a character that a scope cannot have"),
                fault("scopes: [{name: a, claims: [exp]}]", "claim 'exp' is set by Limen itself"),
                fault("scopes: [{name: a, description: \"a\\u202eb\"}]", "'description' must be 1 to 500"),
                fault("scopes: [{name: a}, {name: a}]", "'name' is there twice"),
                fault("resources: [{identifier: api}]", "must be an absolute URI without a fragment"),
                fault("resources: [{identifier: 'https://a/#b'}]", "must be an absolute URI without a fragment"),
                fault(resource("access_token_lifetime: 10m"), "must be an ISO 8601 duration, such as PT10M"),
                fault(resource("access_token_lifetime: PT0S"), "must be whole seconds, from PT1S to PT24H"),
                fault(resource("access_token_lifetime: -PT5M"), "must be whole seconds, from PT1S to PT24H"),
                fault(resource("access_token_lifetime: PT0.5S"), "must be whole seconds, from PT1S to PT24H"),
                fault(resource("access_token_lifetime: PT25H"), "must be whole seconds, from PT1S to PT24H"),
                fault(resource("access_token_format: xml"), "is not supported; supported: jwt, opaque"),
                fault(
                        resource("access_token_signed_response_alg: none"),
                        "'access_token_signed_response_alg' is not supported; supported: RS256"),
                fault(
                        resource("access_token_signed_response_alg: ES256, access_token_format: opaque"),
                        "cannot stand beside access_token_format: opaque"),
                fault(resource("introspection_clients: api"), "must be a list"),
                fault("users: [{username: a, claims: {may_act: {iss: x}}}]", "needs the key 'sub'"),
                fault("users: [{username: a, claims: {may_act: desk}}]", "'may_act' must be a mapping"),
                fault(resource("max_age: 600"), "must be an ISO 8601 duration, such as PT10M"),
                fault(resource("acr_values: high"), "must be a list"),
                // authorization details and levels of authentication
                fault("authorization_details_types: [{" + DETAILS + "}]", "needs the key 'type'"),
                fault("authorization_details_types: [{type: a, description: A}]", "type 'a': needs the key 'schema'"),
                fault("authorization_details_types: [{type: 'a b', " + DETAILS + "}]", "'type' must be 1 to 200"),
                fault(
                        "authorization_details_types: [{type: a, schema: {properties: {b: {}}}}]",
                        "type 'a': needs the key 'description'"),
                fault(details("schema: {type: array}"), "'schema' must be one of an object, and list its 'properties'"),
                fault(details("schema: {properties: {b: {}}, requried: [b]}"), "'schema' has /requried, which is not"),
                fault(
                        details("schema: {properties: {b: {$ref: 'https://a.example/s'}}}"),
                        "'schema' has /properties/b/$ref, which can only be #/$defs/NAME"),
                fault(details("description: 'Do {c}'"), "'description' names {c}, which the schema does not list"),
                fault(details("description#de: 'Tu {c}'"), "'description#de' names {c}, which the schema does not"),
                fault(details("description: 'Do {b'"), "'description' has a brace that belongs to no {member}"),
                fault(details("description: \"a\\u202eb\""), "'description' must be 1 to 500"),
                fault(details("description#: A"), "unknown key 'description#'"),
                fault(details("consent: never"), "'consent' must be always or remember"),
                fault(
                        "authorization_details_types: [{type: a, " + DETAILS + "}, {type: a, " + DETAILS + "}]",
                        "'type' is there twice"),
                fault("acr_levels: [{amr: [pwd]}]", "needs the key 'acr'"),
                fault("acr_levels: [{acr: a}]", "level 'a': needs the key 'amr'"),
                fault("acr_levels: [{acr: a, amr: [pwd, otp]}]", "'amr' names 'otp', by which nobody can sign in"),
                fault("acr_levels: [{acr: 'a b', amr: [pwd]}]", "'acr' must be 1 to 200"),
                fault("acr_levels: [{acr: a, amr: [pwd]}, {acr: a, amr: [pwd]}]", "level 'a': 'acr' is there twice"),
                fault("acr_levels: [{acr: a, amr: [pwd], max_age: 5}]", "must be an ISO 8601 duration"),
                // token exchange and trusted issuers
                fault(exchange("audience: ['https://a.example']"), "has a member that Limen does not know"),
                fault(exchange("subject_clients: [a]"), "needs a resource in 'audiences'"),
                fault(exchange("audiences: https://a.example"), "needs at 'audiences' a list"),
                fault(exchange("audiences: ['https://a.example'], impersonation: 1"), "true or false"),
                fault(
                        exchange("audiences: ['https://a.example'], delegation: false"),
                        "allows neither delegation nor impersonation"),
                fault(trusted("jwks_uri: 'https://a.example/jwks', jwks: " + JWKS), "needs one of the keys"),
                fault(trusted(""), "needs one of the keys 'jwks' and 'jwks_uri'"),
                fault(trusted("jwks_uri: 'ftp://a.example/jwks'"), "'jwks_uri' has a scheme that is not allowed"),
                fault(trusted("jwks: {keys: []}"), "'jwks' needs a list 'keys' with a key in it"),
                fault(trusted("jwks: {keys: [{kty: EC, d: x}]}"), "'jwks' has a private or shared key"),
                fault(trusted("jwks: " + JWKS + ", algorithms: [HS256]"), "'HS256', which is not supported"),
                fault(trusted("jwks: " + JWKS + ", algorithms: [none]"), "'none', which is not supported"),
                fault(trusted("jwks: " + JWKS + ", algorithms: []"), "needs the key 'algorithms' with a value"),
                fault(trusted("jwks: " + JWKS + ", clients: []"), "needs the key 'clients' with a value"),
                fault(trusted("jwks: " + JWKS + ", scopes: []"), "needs the key 'scopes' with a value"),
                fault(
                        "trusted_issuers: [{issuer: 'https://a.example', jwks: " + JWKS
                                + ", algorithms: [ES256], software_statements: true, scopes: [a]}]",
                        "needs the key 'clients' with a value"),
                fault(trusted("jwks: " + JWKS + ", software_statements: 1"), "must be true or false"),
                fault(named("'client_name#d': x"), "unknown key 'client_name#d'"),
                fault(named("'contacts#de': [x]"), "unknown key 'contacts#de'"),
                fault(named("'tos_uri#de': 'ftp://a.example/'"), "'tos_uri#de' has a scheme that is not allowed"),
                fault(named("'client_name#de': [x]"), "'client_name#de' must be a single value"),
                fault(trusted("jwks: " + JWKS + ", max_lifetime: PT2H"), "must be whole seconds, from PT1S to PT1H"),
                fault(trusted("jwks: " + JWKS + ", subject_match: mail"), "must be sub, username or email"),
                fault(
                        "trusted_issuers: [{issuer: 'a b', jwks: " + JWKS
                                + ", algorithms: [ES256], clients: [web], scopes: [a]}]",
                        "must be 1 to 1000 visible ASCII characters"));
    }

    private static String named(String rest) {
        return "clients: [{client_id: a, client_secret: a, redirect_uris: ['https://a.example/'], " + rest + "}]";
    }

    private static String exchange(String rest) {
        return "clients: [{client_id: a, client_secret: a, grant_types:"
                + " ['urn:ietf:params:oauth:grant-type:token-exchange'], token_exchange: {" + rest + "}}]";
    }

    /** A trusted issuer with all that it needs but its keys, unless {@code rest} has it. */
    private static String trusted(String rest) {
        StringBuilder entry = new StringBuilder("trusted_issuers: [{issuer: 'https://a.example'");
        for (String key : List.of("algorithms: [ES256]", "clients: [web]", "scopes: [a]")) {
            if (!rest.contains(key.substring(0, key.indexOf(':') + 1))) {
                entry.append(", ").append(key);
            }
        }
        return entry + (rest.isEmpty() ? "" : ", " + rest) + "}]";
    }

    private static final String DETAILS = "schema: {properties: {b: {}}}, description: 'Do {b}'";

    /** A type with all that it needs, unless {@code rest} has it. */
    private static String details(String rest) {
        StringBuilder entry = new StringBuilder("authorization_details_types: [{type: a");
        if (!rest.startsWith("schema:")) {
            entry.append(", schema: {properties: {b: {}}}");
        }
        if (!rest.startsWith("description:")) {
            entry.append(", description: 'Do it'");
        }
        return entry + ", " + rest + "}]";
    }

    private static String resource(String rest) {
        return "resources: [{identifier: 'https://a.example', " + rest + "}]";
    }

    private static Arguments fault(String text, String sentence) {
        return Arguments.of(text, sentence);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void findsTheFaultAndItsPlace(String text, String sentence) {
        read(text);
        assertThat(faults.inOrder())
                .singleElement()
                .asString()
                .contains(sentence)
                .startsWith("line ");
    }

    @Test
    void findsAllFaultsInTheOrderOfTheFile() {
        read("""
                clients:
                  - client_id: web
                    client_secret: ${NOBODY}
                    redirect_uris: [javascript:x, https://ok.example/, 'http://evil.example/']
                    grant_type: [x]
                    id_token_signed_response_alg: none
                users:
                  - username: a
                    claims: {email_verified: x, iss: y}
                scopes:
                  - nam: x
                """);
        assertThat(faults.inOrder())
                .extracting(fault -> fault.position().line())
                .containsExactly(3, 4, 4, 5, 6, 9, 9, 11, 11);
    }

    @Test
    void saysAtMostWhatWasWrittenAndNeverWhatTheEnvironmentHolds() {
        read("""
                clients:
                  - client_id: ${WEB_SECRET} ${WEB_SECRET}
                    client_secret: ${WEB_SECRET}
                    redirect_uris: ["${WEB_SECRET}"]
                    scope: "${WEB_SECRET}\\t"
                    grant_types: ["${WEB_SECRET}"]
                    token_endpoint_auth_method: ${WEB_SECRET}
                    id_token_signed_response_alg: ${WEB_SECRET}
                    consent: ${WEB_SECRET}
                    enabled: ${WEB_SECRET}
                users:
                  - username: "\\u0000${WEB_SECRET}"
                    password: [pass-in-a-list]
                    password_hash: ${WEB_SECRET}
                    sub: "${WEB_SECRET} "
                    claims: {email: "${WEB_SECRET}", website: "${WEB_SECRET}"}
                """);
        String message = new RealmFileException("realm.yaml", faults.inOrder()).getMessage();
        assertThat(faults.inOrder()).hasSizeGreaterThan(12);
        assertThat(message).doesNotContain(SECRET).doesNotContain("pass-in-a-list");
    }

    @Test
    void printsNoSecret() {
        Realm realm = read("""
                clients: [{client_id: c, client_secret: "${WEB_SECRET}", redirect_uris: ['https://a.example/']}]
                users: [{username: a, password: "${WEB_SECRET}"}]
                """);
        assertThat(realm.toString()).doesNotContain(SECRET);
        assertThat(List.of(realm.clients(), realm.users()).toString()).doesNotContain(SECRET);
        assertThat(new RealmSource("x", SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void keepsMessagesOnTheirLines() {
        read("users: [{username: a, \"x\\ny\\u202ez\": 1}]");
        assertThat(faults.inOrder())
                .singleElement()
                .asString()
                .contains("'x?y?z'")
                .doesNotContain("\n");
    }
}
