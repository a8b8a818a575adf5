package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Names and stored hashes, over all that may come: read or none, and the same when read again. */
class UserPropertyTest {

    @Property(tries = 1000)
    void nameComesBackAsItWas(@ForAll("names") String text) {
        Optional<Username> read = Username.of(text);
        read.ifPresent(name -> {
            assertThat(Username.of(name.display())).contains(name);
            assertThat(Username.of(name.key())).map(Username::key).contains(name.key());
            assertThat(Username.of(" " + name.display() + "\t"))
                    .map(Username::key)
                    .contains(name.key());
            assertThat(name.key()).isNotBlank();
            assertThat(name.key().length()).isLessThanOrEqualTo(Username.MAX_LENGTH);
        });
    }

    @Property(tries = 500)
    void caseOfAsciiDoesNotCount(@ForAll("ascii") String text) {
        assertThat(Username.of(text.toUpperCase(Locale.ROOT)).map(Username::key))
                .isEqualTo(Username.of(text).map(Username::key));
    }

    @Property(tries = 500)
    void hashComesBackAsItWas(
            @ForAll @Size(min = 8, max = 64) byte[] salt,
            @ForAll @Size(min = 16, max = 64) byte[] tag,
            @ForAll @IntRange(min = 128, max = 65_536) int memory,
            @ForAll @IntRange(min = 1, max = 16) int both) {
        PasswordHash hash = new PasswordHash(new Argon2Cost(memory, both, both), salt, tag);
        PasswordHash read = PasswordHash.parse(hash.phc()).orElseThrow();
        assertThat(read.phc()).isEqualTo(hash.phc());
        assertThat(read.cost()).isEqualTo(hash.cost());
        assertThat(read.salt()).isEqualTo(salt);
        assertThat(read.tag()).isEqualTo(tag);
    }

    @Property(tries = 1000)
    void anyTextIsAHashOrNone(@ForAll("hashes") String text) {
        PasswordHash.parse(text).ifPresent(hash -> {
            assertThat(PasswordHash.parse(hash.phc()).orElseThrow().tag()).isEqualTo(hash.tag());
            assertThat(hash.salt()).hasSizeBetween(8, 64);
            assertThat(hash.tag()).hasSizeBetween(16, 64);
        });
    }

    /** Hashes made in Java verify with the library, and the other way round: whoever has neither loses nothing. */
    @Property(tries = 200)
    void libraryAndJavaComputeTheSame(
            @ForAll @Size(max = 1024) byte[] password,
            @ForAll @Size(16) byte[] salt,
            @ForAll @IntRange(min = 8, max = 300) int memory,
            @ForAll @IntRange(min = 1, max = 4) int iterations,
            @ForAll @IntRange(min = 16, max = 80) int length) {
        Argon2Cost cost = new Argon2Cost(memory, iterations, 1);
        byte[] given = password.clone();
        Argon2Library.tag(given, cost, salt, length)
                .ifPresent(tag -> assertThat(tag).isEqualTo(Argon2.inJava(password, cost, salt, length)));
        assertThat(given).isEqualTo(password);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.strings().ofMinLength(100).ofMaxLength(130),
                Arbitraries.strings()
                        .withChars(
                                "aB \u00df\u1e9e\u0130\u0131\u03a3\u03c2\u0345\ufb01\u00c5\u212b\u200b\u202e\u3000.@")
                        .ofMaxLength(8));
    }

    @Provide
    Arbitrary<String> ascii() {
        return Arbitraries.strings().ascii().ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> hashes() {
        Arbitrary<String> numbers = Arbitraries.of("1", "8", "7168", "0", "9999999", "99", "262144", "-1");
        Arbitrary<String> base64 = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ABCxyz019+/").ofMinLength(10).ofMaxLength(24),
                Arbitraries.strings().withChars("ABCxyz019+/=").ofMinLength(84).ofMaxLength(88));
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                net.jqwik.api.Combinators.combine(numbers, numbers, numbers, base64, base64)
                        .as((m, t, p, salt, tag) ->
                                "$argon2id$v=19$m=" + m + ",t=" + t + ",p=" + p + "$" + salt + "$" + tag));
    }
}
