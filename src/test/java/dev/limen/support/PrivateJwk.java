package dev.limen.support;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.Map;

/** The private key of a client of the tests (RFC 7518, sections 6.2.2 and 6.3.2). */
public record PrivateJwk(Map<?, ?> members) {

    public String kid() {
        return (String) members.get("kid");
    }

    public String alg() {
        return (String) members.get("alg");
    }

    public PrivateKey key() {
        try {
            return "RSA".equals(members.get("kty")) ? rsa() : p256();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey rsa() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        number("n"),
                        number("e"),
                        number("d"),
                        number("p"),
                        number("q"),
                        number("dp"),
                        number("dq"),
                        number("qi")));
    }

    private PrivateKey p256() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(number("d"), curve.getParameterSpec(ECParameterSpec.class)));
    }

    private BigInteger number(String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode((String) members.get(member)));
    }
}
