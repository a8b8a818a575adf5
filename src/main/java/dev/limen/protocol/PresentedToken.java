package dev.limen.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access token of a request, and how it was presented (RFC 6750, section 2; RFC 9449, section 7.1).
 *
 * @param scheme how the client says that it may be used
 */
public record PresentedToken(Scheme scheme, String value) {

    private static final String CLAUSE = "RFC 6750, section 2";
    private static final String PARAMETER = "access_token";
    private static final Pattern SCHEME = Pattern.compile("(?i)(bearer|dpop)(?: .*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(bearer|dpop) +([A-Za-z0-9._~+/-]+=*) *");

    /** The authentication schemes that carry access tokens. */
    public enum Scheme {
        BEARER,
        DPOP
    }

    /**
     * The token, from the header or the form.
     *
     * @param authorization the values of all {@code Authorization} headers; those of another scheme present no token
     * @throws OAuthException {@code invalid_request} if there is more than one, if it is malformed, or if it comes in
     *     the query, where logs and histories would keep it (RFC 9700, section 4.3.2)
     */
    public static Optional<PresentedToken> of(List<String> authorization, Parameters form, Parameters query) {
        if (query.has(PARAMETER)) {
            throw refused("an access token in the query is not accepted");
        }
        Optional<PresentedToken> body = form.get(PARAMETER).map(value -> new PresentedToken(Scheme.BEARER, value));
        Optional<PresentedToken> header = header(authorization);
        if (body.isPresent() && header.isPresent()) {
            throw refused("more than one access token, or more than one way to send it");
        }
        return header.or(() -> body);
    }

    private static Optional<PresentedToken> header(List<String> authorization) {
        List<String> tokens = authorization.stream()
                .map(String::strip)
                .filter(value -> SCHEME.matcher(value).matches())
                .toList();
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        Matcher credentials = CREDENTIALS.matcher(tokens.getFirst());
        if (authorization.size() > 1 || !credentials.matches()) {
            throw refused("the Authorization header is not one Bearer or DPoP token");
        }
        Scheme scheme = Scheme.valueOf(credentials.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(new PresentedToken(scheme, credentials.group(2)));
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }

    @Override
    public String toString() {
        return "PresentedToken[" + scheme + "]";
    }
}
