package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** The examples of encryption that the specifications themselves give. */
class JweVectorsTest {

    /** The plaintext of RFC 7520, section 5. */
    private static final String TRUST =
            "You can trust us to stick with you through thick and thin\u2013to the bitter end. And you can"
                    + " trust us to keep any secret of yours\u2013closer than you keep it yourself. But you cannot trust us to let you"
                    + " face trouble alone, and go off without a word. We are your friends, Frodo.";

    /** RFC 7516, appendix A.3. */
    @Test
    void a128kwWithA128cbcHs256() throws Exception {
        decrypts(
                "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.A"
                        + "xY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ",
                EncryptionAlgorithm.A128KW,
                ContentEncryption.A128CBC_HS256,
                secret("GawgguFyGrWKav7AX4VKUg"),
                "Live long and prosper.");
    }

    /** RFC 7520, section 5.4. */
    @Test
    void ecdhEsA128kwOnP384() throws Exception {
        decrypts(
                "eyJhbGciOiJFQ0RILUVTK0ExMjhLVyIsImtpZCI6InBlcmVncmluLnRvb2tAdHVja2Jvcm91Z2guZXhhbXBsZSIsImVwayI6eyJrdHkiOiJFQy"
                        + "IsImNydiI6IlAtMzg0IiwieCI6InVCbzRrSFB3Nmtiang1bDB4b3dyZF9vWXpCbWF6LUdLRlp1NHhBRkZrYllpV2d1dEVLNml1RURzUTZ3Tm"
                        + "ROZzMiLCJ5Ijoic3AzcDVTR2haVkMyZmFYdW1JLWU5SlUyTW84S3BvWXJGRHI1eVBOVnRXNFBnRXdaT3lRVEEtSmRhWTh0YjdFMCJ9LCJlbm"
                        + "MiOiJBMTI4R0NNIn0.0DJjBXri_kBcC46IkU5_Jk9BqaQeHdv2.mH-G2zVqgztUtnW_.tkZuOO9h95OgHJmkkrfLBisku8rGf6nzVxhRM3sV"
                        + "OhXgz5NJ76oID7lpnAi_cPWJRCjSpAaUZ5dOR3Spy7QuEkmKx8-3RCMhSYMzsXaEwDdXta9Mn5B7cCBoJKB0IgEnj_qfo1hIi-uEkUpOZ8aL"
                        + "TZGHfpl05jMwbKkTe2yK3mjF6SBAsgicQDVCkcY9BLluzx1RmC3ORXaM0JaHPB93YcdSDGgpgBWMVrNU1ErkjcMqMoT_wtCex3w03XdLkjXI"
                        + "uEr2hWgeP-nkUZTPU9EoGSPj6fAS-bSz87RCPrxZdj_iVyC6QWcqAu07WNhjzJEPc4jVntRJ6K53NgPQ5p99l3Z408OUqj4ioYezbS6vTPlQ"
                        + ".WuGzxmcreYjpHGJoa17EBg",
                EncryptionAlgorithm.ECDH_ES_A128KW,
                ContentEncryption.A128GCM,
                privateKey(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-384",
                        "x",
                        "YU4rRUzdmVqmRtWOs2OpDE_T5fsNIodcG8G5FWPrTPMyxpzsSOGaQLpe2FpxBmu2",
                        "y",
                        "A8-yxCHxkfBz3hKZfI1jUYMjUhsEveZ9THuwFjH2sCNdtksRJU7D5-SkgaFL1ETP",
                        "d",
                        "iTx2pk7wW-GqJkHcEkFQb2EFyYcO7RugmaW3mRrQVAOUiPommT0IdnYK2xDlZh-j")),
                TRUST);
    }

    /** RFC 7520, section 5.5. */
    @Test
    void ecdhEsOnP256() throws Exception {
        decrypts(
                "eyJhbGciOiJFQ0RILUVTIiwia2lkIjoibWVyaWFkb2MuYnJhbmR5YnVja0BidWNrbGFuZC5leGFtcGxlIiwiZXBrIjp7Imt0eSI6IkVDIiwiY3"
                        + "J2IjoiUC0yNTYiLCJ4IjoibVBVS1RfYkFXR0hJaGcwVHBqanFWc1AxclhXUXVfdndWT0hIdE5rZFlvQSIsInkiOiI4QlFBc0ltR2VBUzQ2Zn"
                        + "lXdzVNaFlmR1RUMElqQnBGdzJTUzM0RHY0SXJzIn0sImVuYyI6IkExMjhDQkMtSFMyNTYifQ..yc9N8v5sYyv3iGQT926IUg.BoDlwPnTypY"
                        + "q-ivjmQvAYJLb5Q6l-F3LIgQomlz87yW4OPKbWE1zSTEFjDfhU9IPIOSA9Bml4m7iDFwA-1ZXvHteLDtw4R1XRGMEsDIqAYtskTTmzmzNa-_"
                        + "q4F_evAPUmwlO-ZG45Mnq4uhM1fm_D9rBtWolqZSF3xGNNkpOMQKF1Cl8i8wjzRli7-IXgyirlKQsbhhqRzkv8IcY6aHl24j03C-AR2le1r7"
                        + "URUhArM79BY8soZU0lzwI-sD5PZ3l4NDCCei9XkoIAfsXJWmySPoeRb2Ni5UZL4mYpvKDiwmyzGd65KqVw7MsFfI_K767G9C9Azp73gKZD0D"
                        + "yUn1mn0WW5LmyX_yJ-3AROq8p1WZBfG-ZyJ6195_JGG2m9Csg.WCCkNa-x4BeB9hIDIfFuhg",
                EncryptionAlgorithm.ECDH_ES,
                ContentEncryption.A128CBC_HS256,
                privateKey(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "x",
                        "Ze2loSV3wrroKUN_4zhwGhCqo3Xhu1td4QjeQ5wIVR0",
                        "y",
                        "HlLtdXARY_f55A3fnzQbPcm6hgr34Mp8p-nuzQCE0Zw",
                        "d",
                        "r_kHyZ-a06rmxM3yESK84r1otSg-aQcVStkRhA-iCM8")),
                TRUST);
    }

    /** RFC 7520, section 5.6. */
    @Test
    void dirWithA128gcm() throws Exception {
        decrypts(
                "eyJhbGciOiJkaXIiLCJraWQiOiI3N2M3ZTJiOC02ZTEzLTQ1Y2YtODY3Mi02MTdiNWI0NTI0M2EiLCJlbmMiOiJBMTI4R0NNIn0..refa467Qz"
                        + "zKx6QAB.JW_i_f52hww_ELQPGaYyeAB6HYGcR559l9TYnSovc23XJoBcW29rHP8yZOZG7YhLpT1bjFuvZPjQS-m0IFtVcXkZXdH_lr_FrdYt"
                        + "9HRUYkshtrMmIUAyGmUnd9zMDB2n0cRDIHAzFVeJUDxkUwVAE7_YGRPdcqMyiBoCO-FBdE-Nceb4h3-FtBP-c_BIwCPTjb9o0SbdcdREEMJM"
                        + "yZBH8ySWMVi1gPD9yxi-aQpGbSv_F9N4IZAxscj5g-NJsUPbjk29-s7LJAGb15wEBtXphVCgyy53CoIKLHHeJHXex45Uz9aKZSRSInZI-wjs"
                        + "Y0yu3cT4_aQ3i1o-tiE-F8Ios61EKgyIQ4CWao8PFMj8TTnp.vbb32Xvllea2OtmHAdccRQ",
                EncryptionAlgorithm.DIR,
                ContentEncryption.A128GCM,
                secret("XctOhJAkA-pD9Lh7ZgW_2A"),
                TRUST);
    }

    /** RFC 7520, section 5.8. */
    @Test
    void a128kwWithA128gcm() throws Exception {
        decrypts(
                "eyJhbGciOiJBMTI4S1ciLCJraWQiOiI4MWIyMDk2NS04MzMyLTQzZDktYTQ2OC04MjE2MGFkOTFhYzgiLCJlbmMiOiJBMTI4R0NNIn0.CBI6oD"
                        + "w8MydIx1IBntf_lQcw2MmJKIQx.Qx0pmsDa8KnJc9Jo.AwliP-KmWgsZ37BvzCefNen6VTbRK3QMA4TkvRkH0tP1bTdhtFJgJxeVmJkLD61A"
                        + "1hnWGetdg11c9ADsnWgL56NyxwSYjU1ZEHcGkd3EkU0vjHi9gTlb90qSYFfeF0LwkcTtjbYKCsiNJQkcIp1yeM03OmuiYSoYJVSpf7ej6zaY"
                        + "cMv3WwdxDFl8REwOhNImk2Xld2JXq6BR53TSFkyT7PwVLuq-1GwtGHlQeg7gDT6xW0JqHDPn_H-puQsmthc9Zg0ojmJfqqFvETUxLAF-KjcB"
                        + "TS5dNy6egwkYtOt8EIHK-oEsKYtZRaa8Z7MOZ7UGxGIMvEmxrGCPeJa14slv2-gaqK0kEThkaSqdYw0FkQZF.ER7MWJZ1FBI_NKvn7Zb1Lw",
                EncryptionAlgorithm.A128KW,
                ContentEncryption.A128GCM,
                secret("GZy6sIZ6wl9NJOKB-jnmVQ"),
                TRUST);
    }

    /** The keys of RFC 8037, appendix A.6, as the working group's cookbook uses them. */
    @Test
    void ecdhEsOnX25519() throws Exception {
        decrypts(
                "eyJhbGciOiJFQ0RILUVTIiwia2lkIjoiQm9iIiwiZXBrIjp7Imt0eSI6Ik9LUCIsImNydiI6IlgyNTUxOSIsIngiOiJ4dlhIaDNRMlM0Vm90WG"
                        + "dCZGRHV0RfS2huellaX2V1QjJlYWVrTHZ2QURVIn0sImVuYyI6IkExMjhHQ00ifQ..0tCoBvRfolezYjpJ.cX3qZ4cfxiyr_Leem1b69MeLo"
                        + "-BHsMJy6RetGse91pgXjR7X87k1e7dJliYfzgseMV9dcVo3i1cAPeU2jkDCxrjxIBW0iUlF3JfkVH7DU3B8GxzkblOJKwJE58Sd0rJEN9rSw"
                        + "fLf66sbTiY_vGYf7cZhbWhj6wwBnICFfaRh_2NubCdma7zX_vsdaGJXHn-6-jjR9UaQUbJD-tPn5UAW8Sa9lPAcncYZywscUM-FET3tePOH2"
                        + "h_xv_LFGuN2KYJ3BED_Eyo--oSX17DD7ksSt0wfzy_TWczaG1E_TWn4nvP6T6d5nMp9OdfLWQNopQHoQGWlPbaRLHCk2mNl1K5GsJ6Q4tjSd"
                        + "FWpqRDpQUz2eYAk.Yd4jUyp_PC5cACOwaAGwUQ",
                EncryptionAlgorithm.ECDH_ES,
                ContentEncryption.A128GCM,
                privateKey(Map.of(
                        "kty",
                        "OKP",
                        "crv",
                        "X25519",
                        "x",
                        "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08",
                        "d",
                        "XasIfmJKikt54X-Lg4AO5m87sSkmGLb9HC-LJ_-I4Os")),
                TRUST);
    }

    /** RFC 7518, appendix C: Bob agrees with Alice on the key that stands there, with which this is encrypted. */
    @Test
    void ecdhEsBetweenAliceAndBob() throws Exception {
        String header = base64(
                ("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"apu\":\"QWxpY2U\",\"apv\":\"Qm9i\",\"epk\":{\"kty\":\"EC\","
                                + "\"crv\":\"P-256\",\"x\":\"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0\","
                                + "\"y\":\"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps\"}}")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, secret("VqqN6vgjbSBcIijNcacQGg"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = cipher.doFinal(TRUST.getBytes(StandardCharsets.UTF_8));
        int tag = sealed.length - 16;
        decrypts(
                String.join(
                        ".",
                        header,
                        "",
                        base64(nonce),
                        base64(Arrays.copyOf(sealed, tag)),
                        base64(Arrays.copyOfRange(sealed, tag, sealed.length))),
                EncryptionAlgorithm.ECDH_ES,
                ContentEncryption.A128GCM,
                privateKey(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "x",
                        "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
                        "y",
                        "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
                        "d",
                        "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw")),
                TRUST);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void decrypts(
            String jwe, EncryptionAlgorithm algorithm, ContentEncryption content, Key key, String plain)
            throws InvalidJwtException, JoseException {
        byte[] bytes = new JweReader(new StrictJson()).read(jwe).decrypt(algorithm, content, key);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(plain);
    }

    private static Key secret(String base64) {
        return new SecretKeySpec(Base64.getUrlDecoder().decode(base64), "AES");
    }

    private static Key privateKey(Map<String, Object> jwk) throws JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(jwk).getPrivateKey();
    }
}
