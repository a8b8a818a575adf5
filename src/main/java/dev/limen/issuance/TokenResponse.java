package dev.limen.issuance;

import dev.limen.protocol.AuthorizationDetails;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A successful answer of the token endpoint (RFC 6749, section 5.1; OpenID Connect Core 1.0, section 3.1.3.3; RFC 8693,
 * section 2.2.1; RFC 9396, section 7).
 *
 * @param expiresIn seconds
 */
public record TokenResponse(
        String accessToken,
        String tokenType,
        long expiresIn,
        String scope,
        Optional<String> refreshToken,
        Optional<String> idToken,
        Optional<String> issuedTokenType,
        AuthorizationDetails details) {

    /** The members of the JSON object. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", accessToken);
        issuedTokenType.ifPresent(type -> members.put("issued_token_type", type));
        members.put("token_type", tokenType);
        members.put("expires_in", expiresIn);
        if (!scope.isEmpty()) {
            members.put("scope", scope);
        }
        if (!details.isEmpty()) {
            members.put(AuthorizationDetails.NAME, details.objects());
        }
        refreshToken.ifPresent(token -> members.put("refresh_token", token));
        idToken.ifPresent(token -> members.put("id_token", token));
        return members;
    }

    @Override
    public String toString() {
        return "TokenResponse[hidden]";
    }
}
