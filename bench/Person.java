import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person with one browser, and the application that the person uses. One thread at a time. */
final class Person {

    private static final String REDIRECT = "http://127.0.0.1:9/callback";
    private static final String SECRET = "bench-secret-that-protects-nothing";
    /** The example of RFC 7636, appendix B: here it protects nothing. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern INPUT = Pattern.compile("<input[^>]*type=\"?hidden\"?[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"?([^\"\\s>]*)");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"?([^\"\\s>]+)");

    private final URI issuer;
    private final String username;
    private HttpClient browser;
    private final HttpClient application = client().build();
    String accessToken = "";
    private String refreshToken = "";

    Person(URI issuer, int number) {
        this.issuer = issuer;
        this.username = Server.person(number);
        this.browser = freshBrowser();
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    private static HttpClient freshBrowser() {
        return client().cookieHandler(new CookieManager()).build();
    }

    /** Authorize, password, code, tokens, in a browser that nobody used before. */
    void signIn() throws Exception {
        browser.close();
        browser = freshBrowser();
        URI page = follow(authorize());
        HttpResponse<String> form = get(page);
        Map<String, String> fields = hidden(form.body());
        fields.put("username", username);
        fields.put("password", Server.PASSWORD);
        HttpResponse<String> answer = browser.send(
                post(page.resolve(first(ACTION, form.body())), fields)
                        .header("Origin", issuer.toString())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        redeem(location(answer, 303));
    }

    /** The same in a browser that is signed in. */
    void singleSignOn() throws Exception {
        redeem(authorize());
    }

    /** A refresh token for its successor. */
    void refresh() throws Exception {
        keep(token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    void userinfo() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/userinfo"))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        expect(200, application.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    void introspect() throws Exception {
        HttpResponse<String> answer = authenticated("/introspect", "bench", Map.of("token", accessToken));
        if (!answer.body().contains("\"active\":true")) {
            throw new IllegalStateException(answer.body());
        }
    }

    void clientCredentials(String client) throws Exception {
        authenticated("/token", client, Map.of("grant_type", "client_credentials", "scope", "bench:read"));
    }

    void read(String path) throws Exception {
        expect(200, application.send(
                HttpRequest.newBuilder(issuer.resolve(path)).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private URI authorize() throws Exception {
        return location(get(issuer.resolve("/authorize?" + form(Map.of(
                "client_id", "bench",
                "response_type", "code",
                "redirect_uri", REDIRECT,
                "scope", "openid profile email offline_access bench:read",
                "state", "bench",
                "nonce", "bench",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256")))), 303);
    }

    /** Goes on until the browser is at a page, or is to leave for the application. */
    private URI follow(URI at) throws Exception {
        URI next = at;
        while (next.getAuthority().equals(issuer.getAuthority())) {
            HttpResponse<String> answer = get(next);
            if (answer.statusCode() == 200) {
                return next;
            }
            next = location(answer, 303);
        }
        return next;
    }

    private void redeem(URI from) throws Exception {
        String query = follow(from).getRawQuery();
        String code = first(Pattern.compile("(?:^|&)code=([^&]+)"), query);
        keep(token(Map.of(
                "grant_type", "authorization_code",
                "code", URLDecoder.decode(code, StandardCharsets.UTF_8),
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER)));
    }

    private void keep(String answer) {
        accessToken = first(Pattern.compile("\"access_token\":\"([^\"]+)\""), answer);
        refreshToken = first(Pattern.compile("\"refresh_token\":\"([^\"]+)\""), answer);
    }

    private String token(Map<String, String> parameters) throws Exception {
        return authenticated("/token", "bench", parameters).body();
    }

    private HttpResponse<String> authenticated(String path, String client, Map<String, String> form) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((client + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = post(issuer.resolve(path), form).header("Authorization", "Basic " + credentials).build();
        return expect(200, application.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder post(URI uri, Map<String, String> form) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private URI location(HttpResponse<String> answer, int status) {
        return issuer.resolve(expect(status, answer).headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request().uri().getPath() + " answered " + answer.statusCode() + ": "
                    + answer.body().lines().limit(5).toList());
        }
        return answer;
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(page);
        while (input.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(input.group());
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            fields.put(attributes.get("name"), attributes.getOrDefault("value", ""));
        }
        return fields;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text.lines().limit(5).toList());
        }
        return matcher.group(1);
    }
}
