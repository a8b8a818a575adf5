package dev.limen.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client asks a person for who is elsewhere (CIBA, section 7.1), as far as it can be told from the request alone.
 *
 * @param hint who is meant
 * @param resources the resources that are named (RFC 8707)
 * @param acrValues the authentication context classes that the client would like, the preferred one first
 * @param bindingMessage what the person is to find on both devices
 * @param requestedExpiry how long the client would like to wait
 * @param notificationToken what the client wants to be told with; only where it is pinged
 */
public record BackchannelAuthenticationRequest(
        Scope scope,
        Hint hint,
        List<String> resources,
        List<String> acrValues,
        Optional<String> bindingMessage,
        Optional<Duration> requestedExpiry,
        Optional<Secret> notificationToken) {

    private static final String CLAUSE = "CIBA, section 7.1";

    /** What fits a small screen, and is compared at one glance. */
    public static final int MAX_BINDING_MESSAGE = 100;

    /** Letters and digits of any script, and the punctuation of amounts, names and reference numbers. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Sc} .,:;/#+()*@%=!?'_-]+");

    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final int MAX_TOKEN = 1024;

    /** 128 bits, six to a character. */
    private static final int MIN_TOKEN = 22;

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

    private static final int MAX_ACR_VALUES = 20;

    /** Who is meant, in one of the three ways. */
    public sealed interface Hint {
        /** {@code login_hint}: a name that the person is known by here. */
        record Name(String value) implements Hint {}

        /** {@code id_token_hint}: an ID token that this client got before. */
        record IdToken(String jwt) implements Hint {}

        /** {@code login_hint_token}: what somebody else who is trusted says. */
        record Token(String jwt) implements Hint {}
    }

    /**
     * Reads a request.
     *
     * @throws OAuthException {@code invalid_request}, {@code invalid_scope} or {@code invalid_binding_message}
     */
    public static BackchannelAuthenticationRequest parse(Parameters parameters, ClientMetadata client) {
        refuseUnsupported(parameters);
        return new BackchannelAuthenticationRequest(
                scope(parameters),
                hint(parameters),
                parameters.all(Parameters.RESOURCE),
                acrValues(parameters),
                bindingMessage(parameters),
                requestedExpiry(parameters),
                client.isPinged() ? Optional.of(notificationToken(parameters)) : Optional.empty());
    }

    private static Scope scope(Parameters parameters) {
        Scope scope = Scope.parse(parameters.require("scope", CLAUSE));
        if (!scope.contains(Scope.OPENID)) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "the scope openid is missing", CLAUSE);
        }
        return scope;
    }

    private static Hint hint(Parameters parameters) {
        List<Hint> hints = Stream.of(
                        hint(parameters, "login_hint", Hint.Name::new),
                        hint(parameters, "id_token_hint", Hint.IdToken::new),
                        hint(parameters, "login_hint_token", Hint.Token::new))
                .flatMap(Optional::stream)
                .toList();
        if (hints.size() != 1) {
            throw refused("exactly one of login_hint, id_token_hint and login_hint_token is needed");
        }
        return hints.getFirst();
    }

    private static Optional<Hint> hint(Parameters parameters, String name, Function<String, Hint> kind) {
        return parameters.get(name).map(kind);
    }

    private static List<String> acrValues(Parameters parameters) {
        List<String> values = parameters.list("acr_values");
        if (values.size() > MAX_ACR_VALUES) {
            throw refused("acr_values has too many values");
        }
        return values;
    }

    private static Optional<String> bindingMessage(Parameters parameters) {
        Optional<String> message = parameters.get("binding_message");
        boolean fit = message.map(text -> PLAIN.matcher(text).matches()
                        && !text.isBlank()
                        && text.codePointCount(0, text.length()) <= MAX_BINDING_MESSAGE)
                .orElse(true);
        if (!fit) {
            throw new OAuthException(
                    ErrorCode.INVALID_BINDING_MESSAGE,
                    "binding_message must have at most " + MAX_BINDING_MESSAGE
                            + " letters, digits, spaces and signs of plain punctuation",
                    "CIBA, section 13");
        }
        return message.map(String::strip);
    }

    private static Optional<Duration> requestedExpiry(Parameters parameters) {
        Optional<String> seconds = parameters.get("requested_expiry");
        if (seconds.filter(text -> !SECONDS.matcher(text).matches()).isPresent()) {
            throw refused("requested_expiry must be a positive number of seconds");
        }
        return seconds.map(Long::parseLong).map(Duration::ofSeconds);
    }

    /** What it may be guessed by cannot be measured; what is too short is guessed for certain. */
    private static Secret notificationToken(Parameters parameters) {
        String token = parameters.require("client_notification_token", CLAUSE);
        if (token.length() < MIN_TOKEN
                || token.length() > MAX_TOKEN
                || !BEARER.matcher(token).matches()) {
            throw refused("client_notification_token must be a bearer token of " + MIN_TOKEN + " to " + MAX_TOKEN
                    + " characters");
        }
        return Secret.of(token);
    }

    /** Passed over in silence, either would leave the client with something else than it counts on. */
    private static void refuseUnsupported(Parameters parameters) {
        if (parameters.has("user_code")) {
            throw refused("user_code is not supported");
        }
        if (parameters.has("authorization_details")) {
            throw refused("authorization_details is not supported at this endpoint");
        }
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }

    @Override
    public String toString() {
        return "BackchannelAuthenticationRequest[hidden]";
    }
}
