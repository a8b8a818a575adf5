package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The words of the protocol, over all that may come: read or refused as declared, and the same when read again. */
class ProtocolPropertyTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void parametersComeBackAsTheyWere(@ForAll("parameters") Map<String, List<String>> decoded) {
        Parameters parameters = Parameters.of(decoded);
        assertThat(Parameters.ofMembers(parameters.members()).members()).isEqualTo(parameters.members());
        for (String name : decoded.keySet()) {
            assertThat(parameters.has(name)).isEqualTo(!parameters.all(name).isEmpty());
            refusedOr(() -> parameters.get(name));
            refusedOr(() -> parameters.list(name));
        }
        refusedOr(() -> {
            parameters.refuseMalformed();
            return assertThat(Parameters.ofSingle(parameters.single()).members())
                    .isEqualTo(parameters.members());
        });
    }

    @Property(tries = TRIES)
    void scopeComesBackAsItWas(@ForAll("texts") String text) {
        refusedOr(() -> Scope.parse(text))
                .ifPresent(scope -> assertThat(Scope.parse(scope.toString())).isEqualTo(scope));
    }

    @Property(tries = TRIES)
    void promptIsOneOfItsValuesOrRefused(@ForAll("words") String text) {
        refusedOr(() -> Prompt.parse(List.of(text.split(" ")))).ifPresent(prompts -> {
            List<String> wire = prompts.stream().map(Prompt::wire).toList();
            assertThat(Prompt.parse(wire)).isEqualTo(prompts);
            assertThat(Arrays.asList(text.split(" "))).containsAll(wire);
        });
    }

    @Property(tries = TRIES)
    void responseTypeComesBackAsItWas(@ForAll("words") String text) {
        Optional<ResponseType> read = ResponseType.parse(text);
        read.ifPresent(type -> {
            assertThat(ResponseType.parse(type.wire())).contains(type);
            assertThat(text.split(" ", -1))
                    .containsExactlyInAnyOrder(type.wire().split(" "));
        });
        String canonical = ResponseType.canonical(text);
        assertThat(ResponseType.canonical(canonical)).isEqualTo(canonical);
        assertThat(ResponseType.parse(canonical)).isEqualTo(read);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void claimsRequestIsReadOrRefused(@ForAll("requests") Map<String, Object> members) {
        refusedOr(() -> ClaimsRequest.parse("", text -> Optional.of(members))).ifPresent(request -> {
            request.subject();
            assertThat(request.names())
                    .containsAll(request.idToken().keySet())
                    .containsAll(request.userinfo().keySet());
            request.idToken().values().forEach(wanted -> assertThat(wanted.values())
                    .allMatch(wanted::accepts));
        });
    }

    @Property(tries = TRIES)
    void challengeIsReadOrRefused(
            @ForAll("tokens") String challenge, @ForAll("methods") String method, @ForAll("tokens") String verifier) {
        refusedOr(() -> CodeChallenge.parse(
                        Parameters.ofSingle(Map.of("code_challenge", challenge, "code_challenge_method", method))))
                .flatMap(read -> read)
                .ifPresent(read -> {
                    assertThat(read.value()).isEqualTo(challenge).hasSize(43);
                    assertThat(method).isEqualTo("S256");
                    assertThat(read.provenBy(verifier)).isFalse();
                });
    }

    @Property(tries = TRIES)
    void everyVerifierProvesItsOwnChallengeAlone(@ForAll("tokens") String verifier, @ForAll("tokens") String other) {
        byte[] digest = Sha256.digest(verifier.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        CodeChallenge challenge =
                new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(challenge.provenBy(verifier)).isEqualTo(verifier.matches("[A-Za-z0-9._~-]{43,128}"));
        assertThat(challenge.provenBy(other)).isEqualTo(verifier.equals(other) && challenge.provenBy(verifier));
    }

    @Property(tries = TRIES)
    void redirectUriIsTheRegisteredOneButForALoopbackPort(
            @ForAll("uris") String requested, @ForAll("uris") String registered) {
        List<String> known = List.of(registered);
        assertThat(RedirectUri.resolve(Optional.of(registered), known, false)).contains(registered);
        assertThat(RedirectUri.resolve(Optional.of(requested), known, false).isPresent())
                .isEqualTo(requested.equals(registered));
        RedirectUri.resolve(Optional.of(requested), known, true).ifPresent(uri -> {
            assertThat(uri).isEqualTo(requested);
            assertThat(withoutPort(uri)).isEqualTo(withoutPort(registered));
        });
    }

    private static String withoutPort(String uri) {
        return uri.replaceFirst("^(http://(?:127\\.0\\.0\\.1|\\[::1])):[0-9]+", "$1");
    }

    @Property(tries = TRIES)
    void onlyWholeUrisOfAllowedSchemesAreRegistered(@ForAll("uris") String uri, @ForAll ClientUri kind) {
        if (kind.fault(uri, true).isEmpty()) {
            assertThat(uri).matches("[\\x21-\\x7e]+").matches("https?://.*|[a-z][a-z0-9-]*\\..*:.*");
            assertThat(java.net.URI.create(uri).isAbsolute()).isTrue();
        } else {
            assertThat(kind.fault(uri, false)).isPresent();
        }
    }

    @Property(tries = 1000)
    void targetUriHasOneSpelling(@ForAll("uris") String text) {
        TargetUri.normal(text)
                .ifPresent(uri -> assertThat(TargetUri.normal(uri)).contains(uri));
    }

    @Property(tries = TRIES)
    void presentedTokenIsReadOrRefused(@ForAll("schemes") String scheme, @ForAll("tokens") String value) {
        String header = scheme + " " + value;
        refusedOr(() -> PresentedToken.of(List.of(header), Parameters.of(Map.of()), Parameters.of(Map.of())))
                .flatMap(read -> read)
                .ifPresent(token -> {
                    assertThat(token.value()).isEqualTo(value.strip());
                    assertThat(token.scheme().name()).isEqualToIgnoringCase(scheme.strip());
                });
    }

    @Property(tries = TRIES)
    void opaqueTokenComesBackAsItWas(@ForAll @Size(OpaqueToken.BYTES) byte[] random, @ForAll("tokens") String text) {
        OpaqueToken token = OpaqueToken.of(random);
        assertThat(OpaqueToken.parse(token.reveal()).orElseThrow().hash()).isEqualTo(token.hash());
        OpaqueToken.parse(text).ifPresent(read -> assertThat(read.reveal()).isEqualTo(text));
    }

    @Property(tries = TRIES)
    void userCodeComesBackAsItWas(@ForAll("codes") String typed, @ForAll @IntRange(max = 19) int drawn) {
        UserCode code = UserCode.draw(bound -> drawn);
        assertThat(UserCode.parse(code.shown())).contains(code);
        assertThat(UserCode.parse(code.shown().toLowerCase(java.util.Locale.ROOT)))
                .contains(code);
        UserCode.parse(typed)
                .ifPresent(read -> assertThat(UserCode.parse(read.shown())).contains(read));
    }

    @Property(tries = TRIES)
    void certificateNameIsReadOrRefused(@ForAll("names") String text, @ForAll("nameFields") ClientMetadataField field) {
        CertificateName name = new CertificateName(field, text);
        Optional<?> fault = name.fault();
        name.distinguished().ifPresent(dn -> assertThat(new CertificateName(field, dn.getName()).distinguished())
                .contains(dn));
        name.address().ifPresent(address -> assertThat(new CertificateName(field, address.getHostAddress()).address())
                .contains(address));
        if (fault.isEmpty() && field == ClientMetadataField.TLS_CLIENT_AUTH_SAN_IP) {
            assertThat(name.address()).isPresent();
        }
    }

    @Property(tries = TRIES)
    void fourNumbersAreAnAddressUpTo255(@ForAll @IntRange(max = 300) int first, @ForAll @IntRange(max = 300) int last) {
        String text = first + ".0.0." + last;
        assertThat(new CertificateName(ClientMetadataField.TLS_CLIENT_AUTH_SAN_IP, text).address())
                .map(address -> address.getHostAddress())
                .isEqualTo(first <= 255 && last <= 255 ? Optional.of(text) : Optional.empty());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void noConstraintIsDropped(@ForAll("confirmations") Map<String, Object> confirmation) {
        try {
            SenderConstraint constraint = SenderConstraint.of(confirmation);
            assertThat(SenderConstraint.of(constraint.confirmation())).isEqualTo(constraint);
            assertThat(constraint.equals(SenderConstraint.BEARER)).isEqualTo(confirmation.isEmpty());
        } catch (IllegalArgumentException e) {
            assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void exchangePermissionComesBackAsItWas(@ForAll("exchanges") Map<String, Object> members) {
        ExchangePermission permission = ExchangePermission.of(members);
        assertThat(ExchangePermission.of(permission.toMap())).isEqualTo(permission);
        if (ExchangePermission.fault(members).isEmpty()) {
            assertThat(ExchangePermission.fault(permission.toMap())).isEmpty();
            assertThat(permission.audiences()).isNotEmpty();
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void clientMetadataIsRefusedOrComesBackAsItWas(@ForAll("metadata") Map<String, Object> members) {
        if (ClientMetadataRules.faults(members).isEmpty()) {
            ClientMetadata metadata = ClientMetadata.of(members);
            assertThat(ClientMetadata.of(metadata.toMap())).isEqualTo(metadata);
            assertThat(ClientMetadataRules.faults(metadata.toMap())).isEmpty();
        }
    }

    @Provide
    Arbitrary<Map<String, List<String>>> parameters() {
        return Arbitraries.maps(texts(), texts().list().ofMaxSize(3)).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().withChars("abz:/ \"\\\0\t\u00e9").ofMaxLength(12));
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> word =
                Arbitraries.of("none", "login", "consent", "select_account", "code", "id_token", "token", "", "CODE");
        return Arbitraries.oneOf(word.list().ofMaxSize(4).map(all -> String.join(" ", all)), texts());
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("ABCxyz019-_").ofMinLength(42).ofMaxLength(44),
                Arbitraries.strings().withChars("ABCxyz019-_.~+/= ").ofMaxLength(130),
                texts());
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(Arbitraries.of("S256", "plain", "s256"), texts());
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.oneOf(Arbitraries.of("Bearer", "bearer", "DPoP", "Basic", " Bearer"), texts());
    }

    @Provide
    Arbitrary<String> uris() {
        Arbitrary<String> start = Arbitraries.of(
                "https://app.example",
                "HTTPS://App.Example",
                "http://localhost",
                "http://127.0.0.1",
                "http://[::1]",
                "com.example.app:",
                "javascript:",
                "https://u:p@app.example",
                "https://",
                "");
        Arbitrary<String> part = Arbitraries.of(
                "/", "a", "%7E", "%2e", "%2E%2e", "%2f", "%", "%0a", ".", "..", "?", "#", "*", ":443", ":80", ":65536",
                "//", "\\", " ", "\u00e9", "B", "%41");
        Arbitrary<String> rest = part.list().ofMaxSize(8).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(Combinators.combine(start, rest).as(String::concat), texts());
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("BCDFbcdf01 -\uff22\u3000").ofMaxLength(12), texts());
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> part = Arbitraries.of(
                "CN", "=", "OU", ",", "+", "\\", "\"", "#", "a", " ", ";", "1.2.3", "<", "04", "\\2c", "OID.", "x");
        Arbitrary<String> address = Arbitraries.strings().withChars("0129af:.").ofMaxLength(20);
        return Arbitraries.oneOf(
                part.list().ofMaxSize(10).map(parts -> String.join("", parts)),
                Combinators.combine(Arbitraries.of("CN", "O", "2.5.4.3"), texts())
                        .as((type, t) -> type + "=" + t),
                address,
                texts());
    }

    @Provide
    Arbitrary<ClientMetadataField> nameFields() {
        return Arbitraries.of(Arrays.stream(ClientMetadataField.values())
                .filter(field -> field.name().startsWith("TLS_CLIENT_AUTH_"))
                .toList());
    }

    @Provide
    Arbitrary<Map<String, Object>> requests() {
        Arbitrary<Object> how = Arbitraries.maps(Arbitraries.of("essential", "value", "values", "other"), values())
                .ofMaxSize(3)
                .map(m -> m);
        Arbitrary<Object> wanted =
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, how), net.jqwik.api.Tuple.of(1, values()));
        Arbitrary<Object> target = Arbitraries.maps(Arbitraries.of("sub", "email", "acr"), wanted)
                .ofMaxSize(3)
                .map(m -> m);
        return Arbitraries.maps(
                        Arbitraries.of("id_token", "userinfo", "x"),
                        Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, target), net.jqwik.api.Tuple.of(1, values())))
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Map<String, Object>> confirmations() {
        return Arbitraries.maps(Arbitraries.of("jkt", "x5t#S256", "jwk", "kid"), values())
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<Map<String, Object>> exchanges() {
        Arbitrary<Object> texts =
                Arbitraries.of("a", "b", "", "c").list().ofMaxSize(3).map(l -> l);
        return Arbitraries.maps(
                        Arbitraries.of(
                                "subject_clients",
                                "subject_audiences",
                                "audiences",
                                "delegation",
                                "impersonation",
                                "other"),
                        Arbitraries.oneOf(texts, Arbitraries.of(true, false).map(b -> b), values()))
                .ofMaxSize(4);
    }

    /** Mostly good members, of which each may have any value of its type, or any at all. */
    @Provide
    Arbitrary<Map<String, Object>> metadata() {
        Map<String, Object> good = Map.of("redirect_uris", List.of("https://app.example/cb"));
        Arbitrary<ClientMetadataField> fields = Arbitraries.of(EnumSet.allOf(ClientMetadataField.class));
        Arbitrary<String> strings = Arbitraries.oneOf(
                Arbitraries.of(
                        "code",
                        "id_token token",
                        "authorization_code",
                        "refresh_token",
                        "native",
                        "web",
                        "public",
                        "RS256",
                        "HS256",
                        "dir",
                        "A128GCM",
                        "none",
                        "client_secret_jwt",
                        "openid  profile",
                        "always",
                        "opaque",
                        " "),
                uris(),
                names());
        Arbitrary<Object> values = Arbitraries.oneOf(
                strings.map(s -> s),
                strings.list().ofMaxSize(2).map(l -> l),
                Arbitraries.of(true, false).map(b -> b),
                Arbitraries.longs().map(n -> n),
                exchanges().map(m -> m),
                values());
        return Arbitraries.maps(fields.map(ClientMetadataField::wire), values)
                .ofMaxSize(3)
                .map(changes -> {
                    Map<String, Object> members = new LinkedHashMap<>(good);
                    members.putAll(changes);
                    return members;
                });
    }

    private static Arbitrary<Object> values() {
        Arbitrary<Object> plain =
                Arbitraries.<Object>of("a", "", 1L, true, false).injectNull(0.1);
        return Arbitraries.oneOf(
                plain,
                plain.list().ofMaxSize(2).map(l -> l),
                Arbitraries.maps(Arbitraries.of("a", "keys", "sub"), plain)
                        .ofMaxSize(2)
                        .map(m -> m));
    }

    /** What was read, if it was not refused; whatever else than a refusal comes out is a fault of ours. */
    private static <T> Optional<T> refusedOr(Supplier<T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (OAuthException e) {
            return Optional.empty();
        }
    }
}
