package dev.limen.support;

import dev.limen.json.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client assertion (RFC 7523), right unless a test changes it. */
public final class ClientAssertion {

    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private ClientAssertion() {}

    /** For one minute from now, by the machine's clock. */
    public static ClientAssertion of(String clientId, URI issuer) {
        long now = Instant.now().getEpochSecond();
        return new ClientAssertion()
                .with("iss", clientId)
                .with("sub", clientId)
                .with("aud", issuer.toString())
                .with("jti", UUID.randomUUID().toString())
                .with("iat", now)
                .with("exp", now + 60);
    }

    public ClientAssertion with(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    public ClientAssertion without(String claim) {
        claims.remove(claim);
        return this;
    }

    public ClientAssertion header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    /** Signs with a key of one's own. */
    public String signed(String alg, PrivateKey key) {
        header.putIfAbsent("alg", alg);
        String input = input();
        try {
            Signature signature = engine(alg);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys an HMAC with a secret. */
    public String keyed(String alg, byte[] secret) {
        header.putIfAbsent("alg", alg);
        String input = input();
        try {
            String name = "HmacSHA" + alg.substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by nobody. */
    public String unsigned() {
        header.put("alg", "none");
        header.remove("kid");
        return input() + ".";
    }

    private String input() {
        StrictJson json = new StrictJson();
        return encode(json.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + encode(json.write(claims).getBytes(StandardCharsets.UTF_8));
    }

    private static Signature engine(String alg) throws GeneralSecurityException {
        String bits = alg.substring(alg.length() - 3);
        return switch (alg.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case "PS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                String hash = "SHA-" + bits;
                pss.setParameter(
                        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
                yield pss;
            }
            case "Ed" -> Signature.getInstance("Ed25519");
            default -> Signature.getInstance(alg);
        };
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
