package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import dev.limen.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedJwtTest {

    private static final Set<EncryptionAlgorithm> ALGORITHMS = EnumSet.allOf(EncryptionAlgorithm.class);
    private static final Set<ContentEncryption> CONTENTS = EnumSet.allOf(ContentEncryption.class);
    private static final String SECRET = "a client secret, of any length";
    private static final EncryptionPair RSA = EncryptionPair.generate(EncryptionAlgorithm.RSA_OAEP_256);
    private static final EncryptionPair EC = EncryptionPair.generate(EncryptionAlgorithm.ECDH_ES);
    private static final SigningPair SIGNS = SigningPair.generate(SigningAlgorithm.ES256);

    private final StrictJson json = new StrictJson();
    private final JwtEncrypter encrypter = new JwtEncrypter(json);
    private final JweReader reader = new JweReader(json);
    private final String signed = new JwtSigner().sign(Map.of("iss", "x", "iat", 1L), "JWT", SIGNS);

    static Stream<Arguments> all() {
        return ALGORITHMS.stream().flatMap(a -> CONTENTS.stream().map(c -> Arguments.of(a, c)));
    }

    private static EncryptionPair pair(EncryptionAlgorithm algorithm) {
        return algorithm == EncryptionAlgorithm.RSA_OAEP_256 ? RSA : EC;
    }

    private static JweRecipient recipient(EncryptionAlgorithm algorithm) {
        return algorithm.usesSecret()
                ? ClientSecretKey.of(algorithm, SECRET)
                : RecipientKey.of(algorithm, pair(algorithm).publicJwk());
    }

    private static JweDecryptionKey decryption(EncryptionAlgorithm algorithm) {
        return algorithm.usesSecret() ? ClientSecretKey.of(algorithm, SECRET) : pair(algorithm);
    }

    @ParameterizedTest
    @MethodSource("all")
    void carriesASignedJwt(EncryptionAlgorithm algorithm, ContentEncryption content) throws InvalidJwtException {
        String jwe = encrypter.encrypt(signed, recipient(algorithm), content);
        assertThat(reader.isJwe(jwe)).isTrue();
        assertThat(reader.isJwe(signed)).isFalse();
        assertThat(header(jwe))
                .containsEntry("alg", algorithm.wire())
                .containsEntry("enc", content.wire())
                .containsEntry("cty", "JWT")
                .doesNotContainKey("zip");
        assertThat(reader.read(jwe).decrypt(Set.of(algorithm), Set.of(content), List.of(decryption(algorithm))))
                .isEqualTo(signed);
        assertThat(encrypter.encrypt(signed, recipient(algorithm), content)).isNotEqualTo(jwe);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadByAnotherLibrary(EncryptionAlgorithm algorithm, ContentEncryption content) throws Exception {
        JWEObject jwe = JWEObject.parse(encrypter.encrypt(signed, recipient(algorithm), content));
        switch (algorithm) {
            case RSA_OAEP_256 -> jwe.decrypt(new RSADecrypter(RSA.privateKey()));
            case ECDH_ES, ECDH_ES_A128KW, ECDH_ES_A256KW ->
                jwe.decrypt(new ECDHDecrypter((ECPrivateKey) EC.privateKey()));
            case A128KW -> jwe.decrypt(new AESDecrypter(derived("SHA-256", 16)));
            case A256KW -> jwe.decrypt(new AESDecrypter(derived("SHA-256", 32)));
            case DIR -> jwe.decrypt(new DirectDecrypter(direct(content)));
        }
        assertThat(jwe.getPayload().toString()).isEqualTo(signed);
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsAnotherLibrary(EncryptionAlgorithm algorithm, ContentEncryption content) throws Exception {
        JWEHeader header = new JWEHeader.Builder(
                        JWEAlgorithm.parse(algorithm.wire()), EncryptionMethod.parse(content.wire()))
                .contentType("JWT")
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(signed));
        switch (algorithm) {
            case RSA_OAEP_256 -> jwe.encrypt(new RSAEncrypter((RSAPublicKey) RSA.publicKey()));
            case ECDH_ES, ECDH_ES_A128KW, ECDH_ES_A256KW ->
                jwe.encrypt(new ECDHEncrypter((ECPublicKey) EC.publicKey()));
            case A128KW -> jwe.encrypt(new AESEncrypter(derived("SHA-256", 16)));
            case A256KW -> jwe.encrypt(new AESEncrypter(derived("SHA-256", 32)));
            case DIR -> jwe.encrypt(new DirectEncrypter(direct(content)));
        }
        assertThat(reader.read(jwe.serialize()).decrypt(ALGORITHMS, CONTENTS, List.of(RSA, EC, decryption(algorithm))))
                .isEqualTo(signed);
    }

    /** OpenID Connect Core 1.0, section 10.2. */
    private static SecretKey derived(String hash, int length) throws Exception {
        byte[] digest = MessageDigest.getInstance(hash).digest(SECRET.getBytes(StandardCharsets.UTF_8));
        return new SecretKeySpec(Arrays.copyOf(digest, length), "AES");
    }

    private static SecretKey direct(ContentEncryption content) throws Exception {
        return switch (content) {
            case A128GCM -> derived("SHA-256", 16);
            case A256GCM, A128CBC_HS256 -> derived("SHA-256", 32);
            case A256CBC_HS512 -> derived("SHA-512", 64);
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "P521", "X25519"})
    void agreesOnEveryCurve(KeyShape shape) throws InvalidJwtException {
        KeyPair keys = shape.newKeyPair();
        EncryptionPair pair = EncryptionPair.restore(
                EncryptionAlgorithm.ECDH_ES, keys.getPrivate().getEncoded(), PublicJwk.of(keys.getPublic()));
        for (EncryptionAlgorithm algorithm : List.of(
                EncryptionAlgorithm.ECDH_ES, EncryptionAlgorithm.ECDH_ES_A128KW, EncryptionAlgorithm.ECDH_ES_A256KW)) {
            RecipientKey to = RecipientKey.of(algorithm, pair.publicJwk());
            String jwe = encrypter.encrypt(signed, to, ContentEncryption.A256GCM);
            assertThat(reader.read(jwe).decrypt(ALGORITHMS, CONTENTS, List.of(pair)))
                    .isEqualTo(signed);
        }
    }

    @Test
    void carriesClaims() throws InvalidJwtException {
        String jwe = encrypter.encrypt(
                Map.of("sub", "alice"), recipient(EncryptionAlgorithm.ECDH_ES), ContentEncryption.A128GCM);
        assertThat(header(jwe))
                .containsEntry("typ", "JWT")
                .containsEntry("kid", EC.kid())
                .doesNotContainKey("cty");
        assertThat(reader.read(jwe).decrypt(ALGORITHMS, CONTENTS, List.of(EC))).isEqualTo("{\"sub\":\"alice\"}");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWhenAnyPartIsChanged(EncryptionAlgorithm algorithm, ContentEncryption content)
            throws InvalidJwtException {
        String[] parts =
                encrypter.encrypt(signed, recipient(algorithm), content).split("\\.");
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                String[] changed = parts.clone();
                byte[] bytes = Base64.getUrlDecoder().decode(parts[i]);
                bytes[bytes.length / 2] ^= 1;
                changed[i] = Signatures.encode(bytes);
                refused(String.join(".", changed), decryption(algorithm));
                changed[i] = Signatures.encode(Arrays.copyOf(bytes, 1));
                refused(String.join(".", changed), decryption(algorithm));
            }
        }
        refused(withHeader(String.join(".", parts), h -> h.put("more", 1)), decryption(algorithm));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWhereItsAlgorithmsAreNotAccepted(EncryptionAlgorithm algorithm, ContentEncryption content)
            throws InvalidJwtException {
        EncryptedJwt jwe = reader.read(encrypter.encrypt(signed, recipient(algorithm), content));
        List<JweDecryptionKey> keys = List.of(decryption(algorithm));
        assertThatThrownBy(() -> jwe.decrypt(EnumSet.complementOf(EnumSet.of(algorithm)), CONTENTS, keys))
                .hasMessageContaining("alg");
        assertThatThrownBy(() -> jwe.decrypt(ALGORITHMS, EnumSet.complementOf(EnumSet.of(content)), keys))
                .hasMessageContaining("enc");
    }

    @Test
    void isRefusedWithAnotherKey() throws InvalidJwtException {
        for (EncryptionAlgorithm algorithm : ALGORITHMS) {
            String jwe = encrypter.encrypt(signed, recipient(algorithm), ContentEncryption.A256GCM);
            JweDecryptionKey other = algorithm.usesSecret()
                    ? ClientSecretKey.of(algorithm, "another secret")
                    : EncryptionPair.generate(algorithm);
            refused(jwe, other);
            refused(withHeader(jwe, h -> h.remove("kid")), other);
        }
        EncryptionPair renamed = new EncryptionPair("other", RSA.algorithm(), RSA.privateKey(), RSA.publicKey());
        refused(encrypter.encrypt(signed, recipient(RSA.algorithm()), ContentEncryption.A128GCM), renamed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA1_5", "RSA-OAEP", "PBES2-HS256+A128KW", "A128GCMKW", "none", ""})
    void knowsNoOtherAlgorithm(String alg) throws InvalidJwtException {
        assertThat(EncryptionAlgorithm.of(alg)).isEmpty();
        String jwe = withHeader(
                encrypter.encrypt(signed, recipient(EncryptionAlgorithm.RSA_OAEP_256), ContentEncryption.A128GCM),
                h -> h.put("alg", alg));
        refused(jwe, RSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "crit", "jku", "jwk", "x5u", "x5c", "b64", "p2c", "p2s", "iv", "tag"})
    void refusesHeadersThatBringRulesOrWork(String parameter) {
        String jwe = withHeader(
                encrypter.encrypt(signed, recipient(EncryptionAlgorithm.DIR), ContentEncryption.A128GCM),
                h -> h.put(parameter, "DEF"));
        assertThatThrownBy(() -> reader.read(jwe)).hasMessageContaining("header parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apu", "apv"})
    void refusesNamesOfPartiesThatAreNoText(String parameter) {
        String jwe = withHeader(
                encrypter.encrypt(signed, recipient(EncryptionAlgorithm.ECDH_ES), ContentEncryption.A128GCM),
                h -> h.put(parameter, 1));
        assertThatThrownBy(() -> reader.read(jwe)).hasMessageContaining(parameter);
    }

    @Test
    void refusesOtherContentThanAJwt() {
        String jwe = encrypter.encrypt(signed, recipient(EncryptionAlgorithm.DIR), ContentEncryption.A128GCM);
        refused(withHeader(jwe, h -> h.put("cty", "text/plain")), decryption(EncryptionAlgorithm.DIR));
    }

    /** RFC 7518, section 4.6.1.1: points that are not on our curve would betray the private key bit by bit. */
    @Test
    void refusesEphemeralKeysOffTheCurve() {
        String jwe = encrypter.encrypt(signed, recipient(EncryptionAlgorithm.ECDH_ES), ContentEncryption.A128GCM);
        Map<String, Object> epk = epk(jwe);
        for (Object other : Arrays.asList(
                null,
                "epk",
                List.of(),
                Map.of(),
                changed(epk, "y", epk.get("x")),
                changed(epk, "crv", "P-384"),
                changed(epk, "crv", "secp256k1"),
                changed(epk, "kty", "OKP"),
                changed(epk, "x", 1),
                changed(epk, "x", "A"),
                changed(epk, "x", ""),
                changed(epk, "d", "AQ"),
                changed(epk, "key_ops", "deriveKey"),
                changed(epk, "x5c", List.of("AA")),
                changed(epk, "kid", 1),
                PublicJwk.of(RSA.publicKey()))) {
            refusedForItsEpk(withHeader(jwe, h -> h.put("epk", other)));
        }
        refusedForItsEpk(withHeader(jwe, h -> h.remove("epk")));
    }

    private void refusedForItsEpk(String jwe) {
        assertThatThrownBy(() -> reader.read(jwe).decrypt(ALGORITHMS, CONTENTS, List.of(EC)))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining("epk");
    }

    @Test
    void isRefusedWithAKeyOnAnotherCurve() {
        String jwe = encrypter.encrypt(signed, recipient(EncryptionAlgorithm.ECDH_ES), ContentEncryption.A128GCM);
        for (KeyShape shape : List.of(KeyShape.P384, KeyShape.X25519)) {
            KeyPair keys = shape.newKeyPair();
            refused(jwe, new EncryptionPair(EC.kid(), EC.algorithm(), keys.getPrivate(), keys.getPublic()));
        }
    }

    /** RFC 7748, section 6.1: with a point of small order the agreed secret is zero, whoever the recipient is. */
    @Test
    void refusesASecretThatEveryoneKnows() throws Exception {
        KeyPair keys = KeyShape.X25519.newKeyPair();
        EncryptionPair pair = new EncryptionPair("x", EncryptionAlgorithm.ECDH_ES, keys.getPrivate(), keys.getPublic());
        Map<String, Object> epk = Map.of("kty", "OKP", "crv", "X25519", "x", Signatures.encode(new byte[32]));
        String header = Signatures.encode(json.write(Map.of("alg", "ECDH-ES", "enc", "A128GCM", "epk", epk))
                .getBytes(StandardCharsets.UTF_8));
        ByteBuffer kdf =
                ByteBuffer.allocate(4 + 32 + 4 + 7 + 4 + 4 + 4).putInt(1).put(new byte[32]);
        kdf.putInt(7)
                .put("A128GCM".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(0)
                .putInt(128);
        byte[] key = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(kdf.array()), 16);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = cipher.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        int tag = sealed.length - 16;
        refused(
                header + ".." + Signatures.encode(new byte[12]) + "."
                        + Signatures.encode(Arrays.copyOf(sealed, tag)) + "."
                        + Signatures.encode(Arrays.copyOfRange(sealed, tag, sealed.length)),
                pair);
    }

    @Test
    void refusesWhatIsNoJwe() {
        for (String text :
                List.of("", "....", "a.b.c", signed, "e30..AA.AA.AA", "e30.AA.AA.AA.!", " e30.AA.AA.AA.AA")) {
            refused(text, RSA);
        }
        String jwe = encrypter.encrypt(
                "x".repeat(JweReader.MAX_LENGTH), recipient(RSA.algorithm()), ContentEncryption.A128GCM);
        assertThatThrownBy(() -> reader.read(jwe)).hasMessageContaining("longer");
        assertThat(reader.isJwe(jwe)).isFalse();
    }

    @Test
    void saysNothingOfTheReason() {
        String jwe = encrypter.encrypt(signed, recipient(RSA.algorithm()), ContentEncryption.A128CBC_HS256);
        String[] parts = jwe.split("\\.");
        for (int i : new int[] {1, 3, 4}) {
            String[] changed = parts.clone();
            byte[] bytes = Base64.getUrlDecoder().decode(parts[i]);
            bytes[0] ^= 1;
            changed[i] = Signatures.encode(bytes);
            assertThatThrownBy(() -> reader.read(String.join(".", changed)).decrypt(ALGORITHMS, CONTENTS, List.of(RSA)))
                    .hasMessage("cannot be decrypted")
                    .hasNoCause();
        }
    }

    @Test
    void keepsAndPublishesPairs() {
        for (EncryptionPair pair : List.of(RSA, EC)) {
            assertThat(EncryptionPair.restore(pair.algorithm(), pair.pkcs8(), pair.publicJwk()))
                    .isEqualTo(pair);
            assertThat(pair.publicJwk()).containsEntry("use", "enc").containsEntry("kid", pair.kid());
            assertThat(PublicJwk.isPrivate(pair.publicJwk())).isFalse();
            assertThat(pair.toString()).doesNotContain("Private");
            assertThatThrownBy(() -> EncryptionPair.restore(EncryptionAlgorithm.A128KW, pair.pkcs8(), pair.publicJwk()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(EncryptionAlgorithm.withKeyPair())
                .allMatch(a -> Stream.of(RSA, EC).anyMatch(p -> p.serves(a)));
        assertThatThrownBy(() -> EncryptionPair.generate(EncryptionAlgorithm.DIR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientSecretKey.of(EncryptionAlgorithm.ECDH_ES, SECRET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ClientSecretKey.of(EncryptionAlgorithm.DIR, SECRET)).hasToString("ClientSecretKey[dir]");
    }

    @Test
    void findsTheKeyThatAClientPublishes() {
        Jwks keys = Jwks.of(Map.of("keys", List.of(SIGNS.publicJwk(), EC.publicJwk(), RSA.publicJwk())));
        assertThat(keys.recipient(EncryptionAlgorithm.RSA_OAEP_256))
                .map(RecipientKey::key)
                .contains(RSA.publicKey());
        assertThat(keys.recipient(EncryptionAlgorithm.ECDH_ES_A256KW))
                .map(RecipientKey::kid)
                .contains(Optional.of(EC.kid()));
        assertThat(Jwks.of(Map.of("keys", List.of(SIGNS.publicJwk()))).recipient(EncryptionAlgorithm.ECDH_ES))
                .isEmpty();
        assertThat(keys.recipient(EncryptionAlgorithm.A128KW)).isEmpty();
    }

    private void refused(String jwe, JweDecryptionKey key) {
        assertThatThrownBy(() -> reader.read(jwe).decrypt(ALGORITHMS, CONTENTS, List.of(key)))
                .isInstanceOf(InvalidJwtException.class);
    }

    private Map<String, Object> header(String jwe) {
        return json.object(new String(Base64.getUrlDecoder().decode(jwe.split("\\.")[0]), StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> epk(String jwe) {
        return (Map<String, Object>) header(jwe).get("epk");
    }

    private String withHeader(String jwe, Consumer<Map<String, Object>> change) {
        Map<String, Object> header = new LinkedHashMap<>(header(jwe));
        change.accept(header);
        return Signatures.encode(json.write(header).getBytes(StandardCharsets.UTF_8)) + jwe.substring(jwe.indexOf('.'));
    }

    private static Map<String, Object> changed(Map<String, Object> members, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return changed;
    }
}
