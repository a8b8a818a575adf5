package dev.limen.support;

import dev.limen.jose.PublicJwk;
import dev.limen.json.StrictJson;
import dev.limen.protocol.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client's key on P-256, and the DPoP proofs that it signs. */
public final class DpopKey {

    private static final StrictJson JSON = new StrictJson();

    private final KeyPair pair;

    private DpopKey(KeyPair pair) {
        this.pair = pair;
    }

    public static DpopKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new DpopKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thumbprint of RFC 7638. */
    public String jkt() {
        return PublicJwk.thumbprint(pair.getPublic());
    }

    public Map<String, Object> jwk() {
        return PublicJwk.of(pair.getPublic());
    }

    /** A good proof for this request, made now. */
    public Proof proof(String method, URI url) {
        return new Proof(method, url.toString());
    }

    /** A good proof of the userinfo endpoint for this token. */
    public String forUserinfo(URI provider, String accessToken) {
        return proof("GET", provider.resolve("/userinfo")).with(accessToken).jwt();
    }

    /** A proof that can be changed before it is signed. */
    public final class Proof {
        private final Map<String, Object> header = new LinkedHashMap<>();
        private final Map<String, Object> claims = new LinkedHashMap<>();

        private Proof(String method, String url) {
            header.put("typ", "dpop+jwt");
            header.put("alg", "ES256");
            header.put("jwk", jwk());
            claims.put("jti", UUID.randomUUID().toString());
            claims.put("htm", method);
            claims.put("htu", url);
            claims.put("iat", Instant.now().getEpochSecond());
        }

        /** With the hash of this access token. */
        public Proof with(String accessToken) {
            return claim("ath", encode(Sha256.digest(accessToken.getBytes(StandardCharsets.US_ASCII))));
        }

        /** A claim; null takes it away. */
        public Proof claim(String name, Object value) {
            return put(claims, name, value);
        }

        /** A header parameter; null takes it away. */
        public Proof header(String name, Object value) {
            return put(header, name, value);
        }

        private Proof put(Map<String, Object> members, String name, Object value) {
            if (value == null) {
                members.remove(name);
            } else {
                members.put(name, value);
            }
            return this;
        }

        public String jwt() {
            String input = encode(JSON.write(header)) + "." + encode(JSON.write(claims));
            try {
                Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initSign(pair.getPrivate());
                signature.update(input.getBytes(StandardCharsets.US_ASCII));
                return input + "." + encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
