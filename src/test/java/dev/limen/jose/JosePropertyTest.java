package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.json.StrictJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The readers of what strangers send, over all that may come: they accept what is right, refuse the rest, and never fail. */
class JosePropertyTest {

    private static final SharedSecret SECRET =
            SharedSecret.of(MacAlgorithm.HS256, "a secret of thirty-two bytes or more");
    private static final List<SigningPair> PAIRS = Stream.of(
                    SigningAlgorithm.RS256,
                    SigningAlgorithm.ES256,
                    SigningAlgorithm.ES512,
                    SigningAlgorithm.EDDSA,
                    SigningAlgorithm.ML_DSA_44)
            .map(SigningPair::generate)
            .toList();
    private static final EncryptionPair DECRYPTS = EncryptionPair.generate(EncryptionAlgorithm.ECDH_ES);

    private final StrictJson json = new StrictJson();
    private final JwtReader reader = new JwtReader(json);
    private final JweReader jweReader = new JweReader(json);
    private final JwtTimes times = new JwtTimes(Clock.fixed(Instant.EPOCH.plusSeconds(1_000_000), ZoneOffset.UTC));

    @Property
    void readsAnyTextOrRefusesIt(@ForAll String text) {
        refusedOr(() -> reader.read(text));
        refusedOr(() -> jweReader.read(text));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsAnythingOfTheFormOrRefusesIt(@ForAll("compact") String text) {
        refusedOr(() -> reader.read(text));
        refusedOr(() -> jweReader.read(text));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void claimsComeBackAsTheyWere(@ForAll("objects") Map<String, Object> members) throws InvalidJwtException {
        Map<String, Object> claims = new LinkedHashMap<>(members);
        claims.put("iat", 1L);
        String jwt = new JwtSigner().sign(claims, "x+jwt", SECRET);
        assertThat(reader.read(jwt).verify(TypRule.exactly("x+jwt"), List.of(SECRET)))
                .isEqualTo(claims);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void onlyTheRightHeaderIsAccepted(@ForAll("headers") Map<String, Object> header) {
        String input = encode(header) + "." + encode(Map.of("sub", "alice"));
        String jwt = input + "." + Signatures.encode(Signatures.sign(SECRET, input));
        boolean accepted = refusedOr(() -> reader.read(jwt).verify(TypRule.exactly("x+jwt"), List.of(SECRET)));
        boolean right = "HS256".equals(header.get("alg"))
                && header.get("typ") instanceof String typ
                && Set.of("x+jwt", "application/x+jwt").contains(typ)
                && Stream.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc")
                        .noneMatch(header::containsKey);
        assertThat(accepted).isEqualTo(right);
    }

    @Property(tries = 100)
    void noChangedCharacterIsOverlooked(@ForAll @IntRange(max = 10_000) int at, @ForAll("characters") char other) {
        for (String jwt : SIGNED) {
            int position = at % jwt.length();
            if (jwt.charAt(position) != other) {
                String changed = jwt.substring(0, position) + other + jwt.substring(position + 1);
                List<JwsVerificationKey> keys = Stream.concat(
                                Stream.of(SECRET), PAIRS.stream().map(SigningPair::verification))
                        .map(JwsVerificationKey.class::cast)
                        .toList();
                assertThat(refusedOr(() -> reader.read(changed).verify(TypRule.plainOr(), keys)))
                        .isFalse();
            }
        }
    }

    private static final List<String> SIGNED = Stream.concat(
                    Stream.<JwsSigningKey>of(SECRET),
                    PAIRS.stream().filter(p -> p.algorithm() != SigningAlgorithm.ML_DSA_44))
            .map(key -> new JwtSigner().sign(Map.of("iat", 1L), "JWT", key))
            .toList();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsAnyKeyOrRefusesIt(@ForAll("keys") Map<String, Object> jwk) {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            List<VerificationKey> found = Jwks.of(Map.of("keys", List.of(jwk))).candidates(Optional.empty(), algorithm);
            for (VerificationKey key : found) {
                assertThat(VerificationKey.embedded(algorithm, key.published("x")))
                        .isEqualTo(key);
                assertThat(key.thumbprint()).hasSize(43);
                assertThat(Signatures.verifies(key, "x", new byte[64])).isFalse();
            }
            try {
                assertThat(VerificationKey.embedded(algorithm, jwk).thumbprint())
                        .hasSize(43);
            } catch (IllegalArgumentException e) {
                assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
            }
        }
        for (EncryptionAlgorithm algorithm : EncryptionAlgorithm.values()) {
            Jwks.of(Map.of("keys", List.of(jwk))).recipient(algorithm);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void decryptsNothingThatItsHeaderDoesNotFit(@ForAll("encryptionHeaders") Map<String, Object> header) {
        String jwe = encode(header) + ".AAAA.AAAA.AAAA.AAAA";
        List<JweDecryptionKey> keys = List.of(
                DECRYPTS,
                ClientSecretKey.of(EncryptionAlgorithm.DIR, "secret"),
                ClientSecretKey.of(EncryptionAlgorithm.A128KW, "secret"));
        assertThat(refusedOr(() -> jweReader
                        .read(jwe)
                        .decrypt(
                                EnumSet.allOf(EncryptionAlgorithm.class),
                                EnumSet.allOf(ContentEncryption.class),
                                keys)))
                .isFalse();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void timesAreTimesOrRefused(@ForAll("objects") Map<String, Object> claims) {
        refusedOr(() -> times.notExpired(claims, Duration.ZERO));
        refusedOr(() -> times.begun(claims, Duration.ZERO));
        refusedOr(() -> times.issuedWithin(claims, Duration.ofMinutes(1), Duration.ZERO));
        refusedOr(() -> times.shortLived(claims, Duration.ofMinutes(1), Duration.ZERO));
    }

    @Test
    void theKeysThatAreChangedAboveAreGood() {
        for (SigningPair pair : PAIRS) {
            assertThat(VerificationKey.embedded(pair.algorithm(), pair.publicJwk()))
                    .isEqualTo(pair.verification());
        }
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n");
    }

    @Provide
    Arbitrary<String> compact() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ABCDwxyz0189-_=").ofMaxLength(20),
                Arbitraries.strings().map(text -> Signatures.encode(text.getBytes(StandardCharsets.UTF_8))),
                objects().map(this::encode));
        return part.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join(".", parts));
    }

    /** Objects as JSON has them, with the claims of times among their names. */
    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("exp", "nbf", "iat", "iss", "aud"),
                Arbitraries.strings().ofMaxLength(8).filter(JosePropertyTest::isUnicode));
        return Arbitraries.maps(names, values(3)).ofMaxSize(5);
    }

    private Arbitrary<Object> values(int depth) {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.longs().map(n -> n),
                Arbitraries.strings()
                        .ofMaxLength(12)
                        .filter(JosePropertyTest::isUnicode)
                        .map(s -> s),
                Arbitraries.of(true, false),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-1_000_000_000_000L), BigDecimal.valueOf(1_000_000_000_000L))
                        .ofScale(2)
                        .map(d -> d.add(new BigDecimal("0.01"))));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(
                        plain,
                        values(depth - 1).list().ofMaxSize(3).map(l -> l),
                        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), values(depth - 1))
                                .ofMaxSize(3)
                                .map(m -> m));
    }

    /** Half a surrogate pair has no form in UTF-8. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<Map<String, Object>> headers() {
        Arbitrary<Object> alg =
                Arbitraries.oneOf(Arbitraries.of("HS256", "HS384", "RS256", "none", "hs256"), values(1));
        Arbitrary<Object> typ =
                Arbitraries.oneOf(Arbitraries.of("x+jwt", "application/x+jwt", "JWT", "at+jwt"), values(1));
        Arbitrary<String> others =
                Arbitraries.of("kid", "jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc", "cty");
        return Combinators.combine(
                        alg.optional(),
                        typ.optional(),
                        Arbitraries.maps(others, values(1)).ofMaxSize(1))
                .as((a, t, more) -> {
                    Map<String, Object> header = new LinkedHashMap<>(more);
                    a.ifPresent(value -> header.put("alg", value));
                    t.ifPresent(value -> header.put("typ", value));
                    return header;
                });
    }

    /** Good keys of ours with one member changed to another, to that of another key, or to anything. */
    @Provide
    Arbitrary<Map<String, Object>> keys() {
        Arbitrary<Map<String, Object>> good = Arbitraries.of(PAIRS).map(SigningPair::publicJwk);
        Arbitrary<String> names = Arbitraries.of("kty", "crv", "x", "y", "n", "e", "alg", "pub", "use", "key_ops", "d");
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "RSA", "EC", "OKP", "AKP", "oct", "P-256", "P-521", "Ed25519", "X25519", "RS256", "AQAB"),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Signatures::encode),
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(Signatures::encode),
                values(1));
        return Combinators.combine(good, Arbitraries.maps(names, values).ofMaxSize(2))
                .as((key, changes) -> {
                    Map<String, Object> changed = new LinkedHashMap<>(key);
                    changed.putAll(changes);
                    return changed;
                });
    }

    @Provide
    Arbitrary<Map<String, Object>> encryptionHeaders() {
        Arbitrary<Object> epk = Arbitraries.oneOf(
                keys().map(k -> k), Arbitraries.of(DECRYPTS.publicJwk()).map(k -> k), values(2));
        Arbitrary<String> alg = Arbitraries.of(EncryptionAlgorithm.values()).map(EncryptionAlgorithm::wire);
        Arbitrary<String> enc = Arbitraries.of(ContentEncryption.values()).map(ContentEncryption::wire);
        Arbitrary<String> others = Arbitraries.of("apu", "apv", "kid", "cty", "typ");
        return Combinators.combine(
                        alg, enc, epk, Arbitraries.maps(others, values(1)).ofMaxSize(2))
                .as((a, e, key, more) -> {
                    Map<String, Object> header = new LinkedHashMap<>(more);
                    header.put("alg", a);
                    header.put("enc", e);
                    header.put("epk", key);
                    return header;
                });
    }

    private String encode(Map<String, Object> object) {
        return Signatures.encode(json.write(object).getBytes(StandardCharsets.UTF_8));
    }

    private interface Reading {
        void run() throws InvalidJwtException;
    }

    /** Whether it was accepted; whatever else than a refusal comes out is a fault of ours. */
    private static boolean refusedOr(Reading reading) {
        try {
            reading.run();
            return true;
        } catch (InvalidJwtException e) {
            return false;
        }
    }
}
