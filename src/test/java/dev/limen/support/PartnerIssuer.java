package dev.limen.support;

import dev.limen.jose.PublicJwk;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The trusted issuer of the test realm: says who somebody is, and signs it with ES256. */
public final class PartnerIssuer {

    public static final String ISSUER = "https://login.partner.example";

    private static final String PRIVATE = "_LfnH4JB5Tgv2fVxIxufiGfSEAEP0777wswKiNgvKlU";

    private PartnerIssuer() {}

    /** The claims of a good assertion about a person. */
    public static Map<String, Object> claims(String sub, String audience, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", sub);
        claims.put("aud", audience);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 120);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    public static String sign(Map<String, Object> claims) {
        return sign(Map.of("alg", "ES256", "kid", "partner-1", "typ", "JWT"), claims);
    }

    public static String sign(Map<String, Object> header, Map<String, Object> claims) {
        String input = base64(json(header)) + "." + base64(json(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that everyone knows. */
    public static PublicKey publicKey() {
        return PublicJwk.parse(Map.of(
                "kty", "EC",
                "crv", "P-256",
                "x", "k-oLdekYlxU8Z_j-P72a2DPldB5qDNkXOCysHdHuBME",
                "y", "Smi_r2aLp67mVdTRMXv1dunKDidFeMRxoV2-eLqsIi8"));
    }

    private static PrivateKey key() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(PRIVATE)),
                        curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static String json(Map<String, Object> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case Iterable<?> several -> {
                StringBuilder list = new StringBuilder();
                several.forEach(
                        element -> list.append(list.isEmpty() ? "" : ",").append(value(element)));
                yield "[" + list + "]";
            }
            default -> value.toString();
        };
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
