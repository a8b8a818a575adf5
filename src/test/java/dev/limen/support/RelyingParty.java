package dev.limen.support;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A client of the test realm: builds authorization requests, reads their answers, and calls the token endpoint. */
public final class RelyingParty {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** RFC 6749, appendix B; rest-assured would encode forms in ISO-8859-1. */
    private static final RestAssuredConfig UTF_8 = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultCharsetForContentType(StandardCharsets.UTF_8, ContentType.URLENC));

    private final URI provider;
    private final String clientId;
    private final String secret;
    private final String redirectUri;
    private final Function<URI, Map<String, List<String>>> headers;

    private RelyingParty(URI provider, String clientId, String secret, String redirectUri) {
        this(provider, clientId, secret, redirectUri, url -> Map.of());
    }

    private RelyingParty(
            URI provider,
            String clientId,
            String secret,
            String redirectUri,
            Function<URI, Map<String, List<String>>> headers) {
        this.provider = provider;
        this.clientId = clientId;
        this.secret = secret;
        this.redirectUri = redirectUri;
        this.headers = headers;
    }

    /** Asks for consent and remembers it; client_secret_basic. */
    public static RelyingParty web(URI provider) {
        return new RelyingParty(provider, "web", "web-secret-6Jm1cQf8vKz2", "https://app.example.com/callback");
    }

    /** Asks for consent; client_secret_post, ES256 and signed userinfo. */
    public static RelyingParty webPost(URI provider) {
        return new RelyingParty(provider, "web-post", "web-post-secret-9Xr4tLp7", "https://post.example.com/callback");
    }

    /** Never asks for consent. */
    public static RelyingParty intranet(URI provider) {
        return new RelyingParty(
                provider, "intranet", "intranet-secret-3Hn5bWd0", "https://intranet.example.com/callback");
    }

    /** Never asks for consent; opaque access tokens. */
    public static RelyingParty opaque(URI provider) {
        return new RelyingParty(provider, "opaque", "opaque-secret-1Kf9sJc6", "https://opaque.example.com/callback");
    }

    /** Never asks for consent; may leave PKCE out. */
    public static RelyingParty legacy(URI provider) {
        return new RelyingParty(provider, "legacy", "legacy-secret-5Tg8zRy3", "https://legacy.example.com/callback");
    }

    /** A public client in a browser. */
    public static RelyingParty spa(URI provider) {
        return new RelyingParty(provider, "spa", null, "https://spa.example.com/callback");
    }

    /** A public client on a device. */
    public static RelyingParty tv(URI provider) {
        return new RelyingParty(provider, "tv", null, null);
    }

    /** A confidential client on a device; of the house, without refresh tokens. */
    public static RelyingParty kiosk(URI provider) {
        return new RelyingParty(provider, "kiosk", "kiosk-secret-4Wm7kZs2", null);
    }

    /** Asks for consent and remembers it; may use every resource. */
    public static RelyingParty several(URI provider) {
        return new RelyingParty(provider, "several", "several-secret-4Bq7wTn2", "https://several.example.com/callback");
    }

    /** A machine that may use every resource. */
    public static RelyingParty machine(URI provider) {
        return new RelyingParty(provider, "machine", "machine-secret-0Zk3vFd9", null);
    }

    /** Wants everything encrypted; asks for consent. */
    public static RelyingParty sealed(URI provider) {
        return new RelyingParty(provider, "sealed", "sealed-secret-5Jd8mXr7", "https://sealed.example.com/callback");
    }

    /** Never asks for consent; HS256 for ID tokens, and the secret for encryption. */
    public static RelyingParty shared(URI provider) {
        return new RelyingParty(
                provider,
                "shared",
                "shared-secret-0Qw2eRt4yUi6oPa8sDf0gHj2kLz4xCv6bNm8qWe0rTy2uIo4pAs6dFg8",
                "https://shared.example.com/callback");
    }

    /** Asks for consent; for authorization details of every type. */
    public static RelyingParty planner(URI provider) {
        return new RelyingParty(provider, "planner", "planner-secret-6Kd2vGq8", "https://planner.example.com/callback");
    }

    /** The resource server of the reports. */
    public static RelyingParty reportsApi(URI provider) {
        return new RelyingParty(provider, "reports-api", "reports-api-secret-2Yp6hSa1", null);
    }

    /** A machine that acts for itself. */
    public static RelyingParty robot(URI provider) {
        return new RelyingParty(provider, "robot", "robot-secret-8Cx0hUe5", null);
    }

    /** A confidential client of another realm; one whose name ends with {@code -post} has its secret in the form. */
    public static RelyingParty of(URI provider, String clientId, String secret, String redirectUri) {
        return new RelyingParty(provider, clientId, secret, redirectUri);
    }

    /** Older software, confidential, with every legacy flow; in the realm of its own tests. */
    public static RelyingParty older(URI provider) {
        return new RelyingParty(provider, "older", "older-secret-4Wq9xNb1", "https://older.example.com/callback");
    }

    /** Confidential, never asks for consent; all its tokens are bound to a key. */
    public static RelyingParty keyed(URI provider) {
        return new RelyingParty(provider, "keyed", "keyed-secret-4Wp7rBn2", "https://keyed.example.com/callback");
    }

    /** Confidential, never asks for consent; all its tokens are bound to its certificate. */
    public static RelyingParty certified(URI provider) {
        return new RelyingParty(
                provider, "certified", "certified-secret-0Lm5vXs9", "https://certified.example.com/callback");
    }

    /** Public; all its tokens are bound to its certificate. */
    public static RelyingParty certifiedPage(URI provider) {
        return new RelyingParty(provider, "certified-page", null, "https://certified-page.example.com/callback");
    }

    /** A confidential client that a test has registered by itself. */
    public static RelyingParty registered(URI provider, String clientId, String secret, String redirectUri) {
        return new RelyingParty(provider, clientId, secret, redirectUri);
    }

    /** The same client, with a new proof of this key at each request. */
    public RelyingParty proving(DpopKey key) {
        return with(url -> Map.of("DPoP", List.of(key.proof("POST", url).jwt())));
    }

    /** The same client, with these {@code DPoP} headers at each request. */
    public RelyingParty sending(String... dpop) {
        return with(url -> Map.of("DPoP", List.of(dpop)));
    }

    /** The same client, behind a proxy that says so in this header. */
    public RelyingParty behind(String header, String value) {
        return with(url -> Map.of(header, List.of(value)));
    }

    private RelyingParty with(Function<URI, Map<String, List<String>>> headers) {
        return new RelyingParty(provider, clientId, secret, redirectUri, headers);
    }

    /** A service that exchanges tokens that it receives, in its own name. */
    public static RelyingParty backend(URI provider) {
        return new RelyingParty(provider, "backend", "backend-secret-7Ut2nRk5", null);
    }

    /** A service that exchanges tokens that {@link #backend} got. */
    public static RelyingParty archive(URI provider) {
        return new RelyingParty(provider, "archive", "archive-secret-3Pw8xJm4", null);
    }

    /** A help desk, whose people act for others. */
    public static RelyingParty desk(URI provider) {
        return new RelyingParty(provider, "desk", "desk-secret-9Gd1cLe6", "https://desk.example.com/callback");
    }

    /** Presents assertions of a trusted issuer. */
    public static RelyingParty partner(URI provider) {
        return new RelyingParty(provider, "partner", "partner-secret-5Rb4yHs7", null);
    }

    /** Asks people who are elsewhere, and polls. */
    public static RelyingParty bank(URI provider) {
        return new RelyingParty(provider, "bank", "bank-secret-6Hx2vNq9", null);
    }

    /** Asks people who are elsewhere, and is told; without refresh tokens. */
    public static RelyingParty shop(URI provider) {
        return new RelyingParty(provider, "shop", "shop-secret-1Rd7kYe3", null);
    }

    /** With which people of the house approve, and the service behind it. */
    public static RelyingParty authenticator(URI provider) {
        return new RelyingParty(
                provider,
                "authenticator",
                "authenticator-secret-8Wc5mTb4",
                "https://authenticator.example.com/callback");
    }

    /** Gives one token for another (RFC 8693). */
    public Response exchange(String subjectToken, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        form.putAll(more);
        return token(form);
    }

    public String clientId() {
        return clientId;
    }

    public String secret() {
        return secret;
    }

    public String redirectUri() {
        return redirectUri;
    }

    /** A new authorization request of the code flow, with state, nonce and PKCE. */
    public Request request(String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String verifier = random();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", scope);
        parameters.put("state", random());
        parameters.put("nonce", random());
        parameters.put("code_challenge", sha256(verifier));
        parameters.put("code_challenge_method", "S256");
        return new Request(parameters, verifier);
    }

    /** An authorization request that can be changed before it is sent. */
    public final class Request {
        private final Map<String, String> parameters;
        private final String verifier;
        private final List<String> resources = new ArrayList<>();

        private Request(Map<String, String> parameters, String verifier) {
            this.parameters = parameters;
            this.verifier = verifier;
        }

        public Request with(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        /** Names these resources (RFC 8707, section 2.1). */
        public Request resources(String... identifiers) {
            resources.addAll(List.of(identifiers));
            return this;
        }

        public Request without(String name) {
            parameters.remove(name);
            return this;
        }

        public String get(String name) {
            return parameters.get(name);
        }

        public String verifier() {
            return verifier;
        }

        /** What is asked, by the names of its parameters. */
        public Map<String, String> parameters() {
            return Map.copyOf(parameters);
        }

        /** Where the browser is sent if all of it is in a request object. */
        public URI uri(String requestObject) {
            return provider.resolve("/authorize?" + encode(Map.of("client_id", clientId, "request", requestObject)));
        }

        /** Pushes it; the answer has its {@code request_uri}. */
        public Response push() {
            Map<String, String> form = new LinkedHashMap<>(parameters);
            form.remove("client_id", clientId);
            return post("/par", form);
        }

        /** Where the browser is sent once it was pushed. */
        public URI pushedUri() {
            return at(push().then().statusCode(201).extract().path("request_uri"));
        }

        /** Where the browser is sent to ask for what lies at this address. */
        public URI at(String requestUri) {
            return provider.resolve("/authorize?" + encode(Map.of("client_id", clientId, "request_uri", requestUri)));
        }

        /** Where the browser is sent. */
        public URI uri() {
            String several = resources.stream()
                    .map(resource -> "&" + encode(Map.of("resource", resource)))
                    .collect(Collectors.joining());
            return provider.resolve("/authorize?" + encode(parameters) + several);
        }

        /** Whose request it is. */
        public RelyingParty client() {
            return RelyingParty.this;
        }

        /** Redeems the code of the answer. */
        public Response redeem(Map<String, String> answer) {
            return redeem(answer, Map.of());
        }

        /** Redeems the code of the answer, with further parameters. */
        public Response redeem(Map<String, String> answer, Map<String, ?> more) {
            Map<String, Object> form = new LinkedHashMap<>(redemption(answer));
            form.putAll(more);
            return token(form);
        }

        /** Redeems it as another, or with another proof. */
        public Response redeem(RelyingParty client, Map<String, String> answer) {
            return client.token(redemption(answer));
        }

        /** The token request that redeems the code of the answer. */
        public Map<String, String> redemption(Map<String, String> answer) {
            return Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    answer.get("code"),
                    "redirect_uri",
                    parameters.get("redirect_uri"),
                    "code_verifier",
                    verifier);
        }
    }

    /** The parameters of an authorization response, from query or fragment. */
    public static Map<String, String> answer(UserAgent.Visit visit) {
        URI address = visit.address();
        String encoded = address.getRawFragment() != null ? address.getRawFragment() : address.getRawQuery();
        if (!visit.elsewhere() || encoded == null) {
            throw new AssertionError("no answer to the client but " + visit.page() + ": " + visit.body());
        }
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        p -> decode(p[0]), p -> decode(p[1]), (a, b) -> a + "|" + b, LinkedHashMap::new));
    }

    /** Calls the token endpoint as this client. */
    public Response token(Map<String, ?> form) {
        return post("/token", form);
    }

    public Response refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Calls a back-channel endpoint as this client. */
    public Response post(String path, Map<String, ?> form) {
        URI url = provider.resolve(path);
        RequestSpecification request = authenticated().formParams(form);
        headers.apply(url).forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.post(url);
    }

    /** Introspects a token as this client, and takes the answer in this form alone. */
    public Response introspect(String token, String accept) {
        return authenticated().accept(accept).formParam("token", token).post(provider.resolve("/introspect"));
    }

    private RequestSpecification authenticated() {
        RequestSpecification request = given().config(UTF_8).redirects().follow(false);
        if (secret == null) {
            return request.formParam("client_id", clientId);
        }
        return clientId.endsWith("-post")
                ? request.formParam("client_id", clientId).formParam("client_secret", secret)
                : request.auth().preemptive().basic(clientId, secret);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(dev.limen.protocol.Sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
