package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.json.StrictJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples that the specifications themselves give. */
class VectorsTest {

    private static final String PAYLOAD =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

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

    /** RFC 7638, section 3.1. */
    @Test
    void thumbprint() {
        String modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZ"
                        + "CiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnY"
                        + "b9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls"
                        + "1jF44-csFCur-kEgU8awapJzKnqDKgw";
        Map<String, Object> jwk = Map.of("kty", "RSA", "n", modulus, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29");
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

    private static void verifies(String jws, String alg, VerificationKey key) throws InvalidJwtException {
        UnverifiedJwt jwt = new JwtReader(new StrictJson()).read(jws);
        assertThat(jwt.verify(TypRule.plainOr(), List.of(key))).containsEntry("iss", "joe");
        assertThat(jwt.header()).containsEntry("alg", alg);
        UnverifiedJwt other = new JwtReader(new StrictJson())
                .read(jws.replace(".eyJpc3MiOiJqb2Ui", ".eyJpc3MiOiJqb2Ui".replace("b2Ui", "b2Yi")));
        assertThatThrownBy(() -> other.verify(TypRule.plainOr(), List.of(key))).isInstanceOf(InvalidJwtException.class);
    }
}
