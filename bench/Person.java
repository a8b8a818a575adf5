import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final Pattern CODE = Pattern.compile("(?:^|&)code=([^&]+)");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    /** The program is too busy, and says when to come again (RFC 9110, section 10.2.3). */
    static final class TurnedAway extends IOException {

        final long seconds;

        TurnedAway(String seconds) {
            super("503, Retry-After: " + seconds, null);
            this.seconds = Long.parseLong(seconds);
        }
    }

    private final URI issuer;
    private final String username;
    private final String client;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Http http;
    private String accessToken = "";
    private String refreshToken;

    /** @param refreshToken what the application has already; may be empty */
    Person(URI issuer, String username, String client, String refreshToken) {
        this.issuer = issuer;
        this.username = username;
        this.client = client;
        this.refreshToken = refreshToken;
    }

    /** From now on over this connection. */
    void use(Http connection) {
        http = connection;
    }

    boolean signedIn() {
        return !cookies.isEmpty();
    }

    boolean hasAccessToken() {
        return !accessToken.isEmpty();
    }

    /** Authorize, password, code, tokens, in a browser that nobody used before. */
    void signIn() throws IOException {
        cookies.clear();
        URI page = follow(authorize());
        Http.Answer form = browse(page);
        Map<String, String> fields = hidden(form.body());
        fields.put("username", username);
        fields.put("password", Server.PASSWORD);
        Map<String, String> headers = browserHeaders();
        headers.put("Origin", issuer.toString());
        String action = path(page.resolve(first(ACTION, form.body())));
        redeem(location(seen(http.post(action, headers, fields))));
    }

    /** The way to the first page that a person sees. */
    void seeSignInPage() throws IOException {
        if (!browse(follow(authorize())).body().contains("name=\"password\"") ) {
            throw new IOException("no sign-in page");
        }
    }

    /** The same in a browser that is signed in. */
    void singleSignOn() throws IOException {
        redeem(authorize());
    }

    /** A refresh token for its successor. */
    void refresh() throws IOException {
        keep(token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    void userinfo() throws IOException {
        expect(200, http.get("/userinfo", Map.of("Authorization", "Bearer " + accessToken)));
    }

    void introspect() throws IOException {
        if (!authenticated("/introspect", client, Map.of("token", accessToken)).contains("\"active\":true")) {
            throw new IOException("the access token is not active");
        }
    }

    void clientCredentials() throws IOException {
        clientCredentials(client);
    }

    void clientCredentials(String other) throws IOException {
        authenticated("/token", other, Map.of("grant_type", "client_credentials", "scope", "bench:read"));
    }

    void read(String path) throws IOException {
        expect(200, http.get(path, Map.of()));
    }

    private URI authorize() throws IOException {
        return location(browse(issuer.resolve("/authorize?" + Http.form(Map.of(
                "client_id", client,
                "response_type", "code",
                "redirect_uri", REDIRECT,
                "scope", "openid profile email offline_access bench:read",
                "state", "bench",
                "nonce", "bench",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256")))));
    }

    /** Goes on until the browser is at a page, or is to leave for the application. */
    private URI follow(URI at) throws IOException {
        URI next = at;
        while (next.getAuthority().equals(issuer.getAuthority())) {
            Http.Answer answer = browse(next);
            if (answer.status() == 200) {
                return next;
            }
            next = location(answer);
        }
        return next;
    }

    private void redeem(URI from) throws IOException {
        String code = first(CODE, follow(from).getRawQuery());
        keep(token(Map.of(
                "grant_type", "authorization_code",
                "code", URLDecoder.decode(code, StandardCharsets.UTF_8),
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER)));
    }

    private void keep(String answer) throws IOException {
        accessToken = first(ACCESS_TOKEN, answer);
        refreshToken = first(REFRESH_TOKEN, answer);
    }

    private String token(Map<String, String> parameters) throws IOException {
        return authenticated("/token", client, parameters);
    }

    private String authenticated(String path, String as, Map<String, String> form) throws IOException {
        String credentials = Base64.getEncoder().encodeToString((as + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        return expect(200, http.post(path, Map.of("Authorization", "Basic " + credentials), form)).body();
    }

    private Http.Answer browse(URI uri) throws IOException {
        return seen(http.get(path(uri), browserHeaders()));
    }

    private Map<String, String> browserHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "text/html");
        if (!cookies.isEmpty()) {
            headers.put("Cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; ")));
        }
        return headers;
    }

    private Http.Answer seen(Http.Answer answer) {
        for (String cookie : answer.headers().getOrDefault("set-cookie", List.of())) {
            String[] pair = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private static String path(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private URI location(Http.Answer answer) throws IOException {
        return issuer.resolve(expect(303, answer).header("location").orElseThrow());
    }

    private static Http.Answer expect(int status, Http.Answer answer) throws IOException {
        if (answer.status() == 503 && answer.header("retry-after").isPresent()) {
            throw new TurnedAway(answer.header("retry-after").get());
        }
        if (answer.status() != status) {
            throw new IOException(answer.status() + ": " + answer.body().lines().limit(5).toList());
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

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text.lines().limit(5).toList());
        }
        return matcher.group(1);
    }
}
