package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that the specifications themselves give. */
class VectorsTest {

    private static final String PAYLOAD =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /** The text of RFC 7520, section 4. */
    private static final String ROAD =
            "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIG"
                    + "lmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";

    /** The key of RFC 7517, appendix A.1, and RFC 7638, section 3.1. */
    private static final String MODULUS =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZ"
                    + "CiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnY"
                    + "b9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls"
                    + "1jF44-csFCur-kEgU8awapJzKnqDKgw";

    /** RFC 7515, appendix A.2. */
    @Test
    void rs256() throws InvalidJwtException {
        VerificationKey key = new VerificationKey(
                SigningAlgorithm.RS256,
                PublicJwk.parse(Map.of(
                        "kty",
                        "RSA",
                        "n",
                        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT"
                                + "-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-K"
                                + "XBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9"
                                + "_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
                        "e",
                        "AQAB")));
        String signature =
                "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds"
                        + "9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN"
                        + "9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhW"
                        + "kWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        verifies("eyJhbGciOiJSUzI1NiJ9." + PAYLOAD + "." + signature, "RS256", key);
    }

    /** RFC 7515, appendix A.3. */
    @Test
    void es256() throws InvalidJwtException {
        VerificationKey key = new VerificationKey(
                SigningAlgorithm.ES256,
                PublicJwk.parse(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "x",
                        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                        "y",
                        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")));
        String signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        verifies("eyJhbGciOiJFUzI1NiJ9." + PAYLOAD + "." + signature, "ES256", key);
    }

    /** RFC 7515, appendix A.4. */
    @Test
    void es512OverPayload() {
        VerificationKey key = VerificationKey.of(
                SigningAlgorithm.ES512,
                Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-521",
                        "x",
                        "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
                        "y",
                        "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"));
        verifies(
                key,
                "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
                "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPE"
                        + "X3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn");
    }

    /** RFC 7517, appendices A.1 and A.2: a key for encryption, one for signatures, and what no public set may have. */
    @Test
    void keySet() {
        Map<String, Object> curve = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
                "use", "enc",
                "kid", "1");
        Map<String, Object> rsa = Map.of("kty", "RSA", "n", MODULUS, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29");
        Map<String, Object> ofPrivate = new HashMap<>(curve);
        ofPrivate.put("d", "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE");
        Jwks keys = Jwks.of(Map.of("keys", List.of(curve, rsa)));
        assertThat(keys.candidates(Optional.of("2011-04-29"), SigningAlgorithm.RS256))
                .hasSize(1);
        assertThat(keys.candidates(Optional.of("1"), SigningAlgorithm.ES256)).isEmpty();
        assertThat(keys.recipient(EncryptionAlgorithm.ECDH_ES)).isPresent();
        assertThat(PublicJwk.of(PublicJwk.parse(curve)).get("x")).isEqualTo(curve.get("x"));
        assertThat(PublicJwk.isPrivate(curve)).isFalse();
        assertThat(PublicJwk.isPrivate(ofPrivate)).isTrue();
        assertThat(PublicJwk.isPrivate(Map.of("kty", "oct", "alg", "A128KW", "k", "GawgguFyGrWKav7AX4VKUg")))
                .isTrue();
    }

    /** RFC 9068, section 3: its {@code typ} is in mixed case. */
    @Test
    void accessTokenHeader() throws InvalidJwtException {
        Map<String, Object> claims = Map.of(
                "iss", "https://authorization-server.example.com/",
                "sub", "5ba552d67",
                "aud", "https://rs.example.com/",
                "exp", 1639528912L,
                "iat", 1618354090L,
                "jti", "dbe39bf3a3ba4238a513f51d6e1691c4",
                "client_id", "s6BhdRkqt3",
                "scope", "openid profile reademail");
        SigningPair pair = SigningPair.generate(SigningAlgorithm.RS256);
        UnverifiedJwt jwt = read(new JwtSigner().sign(claims, "at+JWT", pair));
        assertThat(jwt.verify(TypRule.exactly("at+jwt"), List.of(pair.verification())))
                .isEqualTo(claims);
        assertThatThrownBy(() -> jwt.verify(TypRule.plainOr(), List.of(pair.verification())))
                .isInstanceOf(InvalidJwtException.class);
    }

    /** RFC 9701, section 5: what it says is in one member, and its {@code typ} lets it pass for nothing else. */
    @Test
    void introspectionResponse() throws InvalidJwtException {
        Map<String, Object> claims = Map.of(
                "iss",
                "https://as.example.com/",
                "aud",
                "https://rs.example.com/resource",
                "iat",
                1514797892L,
                "token_introspection",
                Map.of("active", true, "scope", "read write dolphin"));
        SigningPair pair = SigningPair.generate(SigningAlgorithm.RS256);
        UnverifiedJwt jwt = read(new JwtSigner().sign(claims, "token-introspection+jwt", pair));
        assertThat(jwt.verify(TypRule.exactly("token-introspection+jwt"), List.of(pair.verification())))
                .isEqualTo(claims);
        for (TypRule other : List.of(TypRule.exactly("at+jwt"), TypRule.plainOr())) {
            assertThatThrownBy(() -> jwt.verify(other, List.of(pair.verification())))
                    .isInstanceOf(InvalidJwtException.class);
        }
    }

    /** RFC 7515, appendix A.1. */
    @Test
    void hs256() throws InvalidJwtException {
        SharedSecret key = SharedSecret.of(
                MacAlgorithm.HS256,
                bytes("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));
        String jws = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + PAYLOAD + "."
                + "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assertThat(read(jws).verify(TypRule.plainOr(), List.of(key))).containsEntry("iss", "joe");
    }

    /** RFC 7520, section 4.2. */
    @Test
    void ps384() {
        VerificationKey key = VerificationKey.of(
                SigningAlgorithm.PS384,
                Map.of(
                        "kty",
                        "RSA",
                        "n",
                        "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSF"
                                + "KrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD"
                                + "5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3"
                                + "__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw",
                        "e",
                        "AQAB"));
        verifies(
                key,
                "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + ROAD,
                "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1"
                        + "OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9s"
                        + "hnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjw"
                        + "Z6oD4ifKo8DYM-X72Eaw");
    }

    /** RFC 7520, section 4.3. */
    @Test
    void es512() {
        VerificationKey key = VerificationKey.of(
                SigningAlgorithm.ES512,
                Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-521",
                        "x",
                        "AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
                        "y",
                        "AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"));
        verifies(
                key,
                "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + ROAD,
                "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDyYjnAMD"
                        + "xXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2");
    }

    /** RFC 7520, section 4.4. */
    @Test
    void hs256OverText() {
        verifies(
                SharedSecret.of(MacAlgorithm.HS256, bytes("hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg")),
                "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9." + ROAD,
                "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0");
    }

    /** RFC 7520, section 6.1: the JWT that is encrypted there. */
    @Test
    void ps256() throws InvalidJwtException {
        Map<String, Object> jwk = Map.of(
                "kty",
                "RSA",
                "kid",
                "hobbiton.example",
                "use",
                "sig",
                "n",
                "kNrPIBDXMU6fcyv5i-QHQAQ-K8gsC3HJb7FYhYaw8hXbNJa-t8q0lDKwLZgQXYV-ffWxXJv5GGrlZE4GU52lfMEegTDzYTrRQ3tepgKFjMGg6I"
                        + "y6fkl1ZNsx2gEonsnlShfzA9GJwRTmtKPbk1s-hwx1IU5AT-AIelNqBgcF2vE5W25_SGGBoaROVdUYxqETDggM1z5cKV4ZjDZ8-lh4oVB07b"
                        + "kac6LQdHpJUUySH_Er20DXx30Kyi97PciXKTS-QKXnmm8ivyRCmux22ZoPUind2BKC5OiG4MwALhaL2Z2k8CsRdfy-7dg7z41Rp6D0ZeEvta"
                        + "Up4bX4aKraL4rTfw",
                "e",
                "AQAB");
        String jws =
                "eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJob2JiaXRvbi5leGFtcGxlIiwiZXhwIjoxMzAwODE5MzgwLCJodHRwOi8vZX"
                        + "hhbXBsZS5jb20vaXNfcm9vdCI6dHJ1ZX0.dPpMqwRZxFYi1UfcDAaf8M99o7kwUWtiXZ-ByvVuJih4MhJ_aZqciprz0OWaIAkIvn1qskChirj"
                        + "KvY9ESZNUCP4JjvfyPS-nqjJxYoA5ztWOyFk2cZNIPXjcJXSQwXPO9tEe-v4VSqgD0aKHqPxYog4N6Cz1lKph1U1sYDSI67_bLL7elg_vkjfM"
                        + "p5_W5l5LuUYGMeh6hxQIaIUXf9EwV2JmvTMuZ-vBOWy0Sniy1EFo72CRTvmtrIf5AROo5MNliY3KtUxeP-SOmD-LEYwW9SlkohYzMVAZDDOrV"
                        + "bv7KVRHpeYNaK75KEQqdCEEkS_rskZS-Qtt_nlegTWh1mEYaA";
        Jwks keys = Jwks.of(Map.of("keys", List.of(jwk)));
        assertThat(read(jws).verify(TypRule.plainOr(), Set.of(SigningAlgorithm.PS256), keys))
                .containsEntry("iss", "hobbiton.example")
                .containsEntry("exp", 1300819380L);
    }

    /** RFC 8037, appendices A.3 and A.4. */
    @Test
    void ed25519() {
        Map<String, Object> jwk =
                Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        VerificationKey key = VerificationKey.embedded(SigningAlgorithm.EDDSA, jwk);
        assertThat(key.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        verifies(
                key,
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    /**
     * RFC 9964, appendix A: the key of a seed of zeros, and the signature that is made without randomness. Both are long,
     * and random to the eye: of the key stands its thumbprint here, and of the signature its beginning and end.
     */
    @Test
    void mlDsa44() throws GeneralSecurityException {
        SecureRandom zeros = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        };
        KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-44");
        generator.initialize(NamedParameterSpec.ML_DSA_44, zeros);
        KeyPair pair = generator.generateKeyPair();
        String kid = "T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o";
        assertThat(PublicJwk.thumbprint(pair.getPublic())).isEqualTo(kid);
        Map<String, Object> jwk = PublicJwk.of(pair.getPublic());
        assertThat(jwk).containsOnlyKeys("kty", "alg", "pub").containsEntry("kty", "AKP");
        assertThat(jwk.get("pub").toString())
                .hasSize(1750)
                .startsWith("unH59k4RuutY-pxvu24U5h8YZD2rSVtHU5qRZsoBmBMcRPgm");
        String input =
                "eyJhbGciOiJNTC1EU0EtNDQiLCJraWQiOiJUNHhsNzBTN01UNlplcTZyOVY5ZlBKR1ZuNzZ3Zm5YSjIxLWd5bzBHdTZvIn0.SXTigJlz"
                        + "IGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4";
        Signature signature = Signature.getInstance("ML-DSA-44");
        signature.initSign(pair.getPrivate(), zeros);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        String made = Signatures.encode(signature.sign());
        assertThat(made)
                .startsWith("knI1Q_9CIzLH5Xy94Kkc7WVKqZcAgtJ3mNf0GUj1uLA6YXAWFJfXkh-zQxUt")
                .endsWith("Kd3yMnrjA4PAGDzdKWVplcHJ6jKmrsbrEztHd9QAAAAAAAAAAAAAAABIfMEQ");
        verifies(VerificationKey.embedded(SigningAlgorithm.ML_DSA_44, jwk), input, made);
    }

    /** The other parameter sets, as the thumbprints of the keys of the same seed. */
    @ParameterizedTest
    @CsvSource({
        "ML-DSA-65, Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM",
        "ML-DSA-87, tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU"
    })
    void mlDsaThumbprint(String name, String kid) throws GeneralSecurityException {
        SecureRandom zeros = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        };
        KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
        generator.initialize(new NamedParameterSpec(name), zeros);
        assertThat(PublicJwk.thumbprint(generator.generateKeyPair().getPublic()))
                .isEqualTo(kid);
    }

    /** RFC 7638, section 3.1. */
    @Test
    void thumbprint() {
        Map<String, Object> jwk = Map.of("kty", "RSA", "n", MODULUS, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29");
        assertThat(PublicJwk.thumbprint(PublicJwk.parse(jwk))).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    /** OpenID Connect Core 1.0, appendix A.3. */
    @Test
    void accessTokenHash() {
        assertThat(HalfHash.of(SigningAlgorithm.RS256, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
                .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    }

    /** OpenID Connect Core 1.0, appendix A.4. */
    @Test
    void codeHash() {
        assertThat(HalfHash.of(SigningAlgorithm.RS256, "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"))
                .isEqualTo("LDktKdoQak3Pk0cnXxCltA");
    }

    private static UnverifiedJwt read(String jws) throws InvalidJwtException {
        return new JwtReader(new StrictJson()).read(jws);
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static void verifies(JwsVerificationKey key, String input, String signature) {
        assertThat(Signatures.verifies(key, input, bytes(signature))).isTrue();
        assertThat(Signatures.verifies(key, input + "A", bytes(signature))).isFalse();
    }

    private static void verifies(String jws, String alg, VerificationKey key) throws InvalidJwtException {
        UnverifiedJwt jwt = read(jws);
        assertThat(jwt.verify(TypRule.plainOr(), List.of(key))).containsEntry("iss", "joe");
        assertThat(jwt.header()).containsEntry("alg", alg);
        UnverifiedJwt other = new JwtReader(new StrictJson())
                .read(jws.replace(".eyJpc3MiOiJqb2Ui", ".eyJpc3MiOiJqb2Ui".replace("b2Ui", "b2Yi")));
        assertThatThrownBy(() -> other.verify(TypRule.plainOr(), List.of(key))).isInstanceOf(InvalidJwtException.class);
    }
}
