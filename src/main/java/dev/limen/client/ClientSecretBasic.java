package dev.limen.client;

import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in an HTTP Basic header, both halves form-urlencoded before they are joined (RFC 6749, section 2.3.1 and
 * appendix B; RFC 7617).
 */
@Singleton
class ClientSecretBasic implements ClientAuthenticationMethod {

    private static final Pattern BASIC = Pattern.compile("(?i:basic) +([A-Za-z0-9+/]+={0,2}) *");

    private final ClientSecrets secrets;

    ClientSecretBasic(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "client_secret_basic";
    }

    @Override
    public Optional<Attempt> attempt(PresentedCredentials presented) {
        if (presented.authorization().isEmpty()) {
            return Optional.empty();
        }
        if (presented.authorization().size() > 1) {
            throw AuthenticationFaults.severalMethods("more than one Authorization header");
        }
        return Optional.of(parse(presented.authorization().getFirst()));
    }

    private Attempt parse(String header) {
        var matcher = BASIC.matcher(header);
        if (!matcher.matches()) {
            throw AuthenticationFaults.failed("the Authorization header is not Basic credentials");
        }
        String pair = text(matcher.group(1));
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw AuthenticationFaults.failed("the Basic credentials have no colon");
        }
        return new SecretAttempt(
                decoded(pair.substring(0, colon)), Secret.of(decoded(pair.substring(colon + 1))), secrets);
    }

    private static String text(String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw AuthenticationFaults.failed("the Basic credentials are not base64 of UTF-8");
        }
    }

    private static String decoded(String encoded) {
        return FormUrlEncoding.decode(encoded)
                .orElseThrow(() -> AuthenticationFaults.failed("the Basic credentials are not form-urlencoded"));
    }
}
