package dev.limen.userinfo;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the access token of a request (RFC 6750, section 2). */
final class BearerToken {

    private static final String CLAUSE = "RFC 6750, section 2";
    private static final String PARAMETER = "access_token";
    private static final Pattern SCHEME = Pattern.compile("(?i)bearer(?: .*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*) *");

    private BearerToken() {}

    /**
     * The token, from the header or the form.
     *
     * @param authorization the values of all {@code Authorization} headers; those of another scheme present no token
     * @throws OAuthException {@code invalid_request} if there is more than one, if it is malformed, or if it comes in
     *     the query, where logs and histories would keep it (RFC 9700, section 4.3.2)
     */
    static Optional<String> of(List<String> authorization, Parameters form, Parameters query) {
        if (query.has(PARAMETER)) {
            throw refused("an access token in the query is not accepted");
        }
        Optional<String> body = form.get(PARAMETER);
        Optional<String> header = header(authorization);
        if (body.isPresent() && header.isPresent()) {
            throw refused("more than one access token, or more than one way to send it");
        }
        return header.or(() -> body);
    }

    private static Optional<String> header(List<String> authorization) {
        List<String> bearer = authorization.stream()
                .filter(value -> SCHEME.matcher(value.strip()).matches())
                .toList();
        if (bearer.isEmpty()) {
            return Optional.empty();
        }
        var credentials = CREDENTIALS.matcher(bearer.getFirst().strip());
        if (bearer.size() > 1 || authorization.size() > 1 || !credentials.matches()) {
            throw refused("the Authorization header is not one Bearer token");
        }
        return Optional.of(credentials.group(1));
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }
}
