package dev.limen.jose;

import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes signed JWTs (RFC 7519). It adds no claim: who issues a token says everything that it says. */
@Singleton
public final class JwtSigner {

    /**
     * The JWT in compact form.
     *
     * @param claims no null values; {@code iat} must be among them, for this class has no clock
     * @param typ the kind of token, said explicitly (RFC 8725, section 3.11)
     */
    public String sign(Map<String, Object> claims, String typ, SigningPair pair) {
        if (!claims.containsKey("iat")) {
            throw new IllegalArgumentException("claims without iat");
        }
        return Jwt.claims(claims)
                .jws()
                .type(typ)
                .keyId(pair.kid())
                .algorithm(pair.algorithm().builder())
                .sign(pair.privateKey());
    }
}
