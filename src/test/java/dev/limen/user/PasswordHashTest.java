package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String SALT_AND_TAG = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1" + SALT_AND_TAG;
        PasswordHash hash = PasswordHash.parse(reference).orElseThrow();
        assertThat(Argon2.matches("password", hash)).isTrue();
        assertThat(Argon2.matches("Password", hash)).isFalse();
        assertThat(hash.phc()).isEqualTo(reference);
        assertThat(Argon2.hash("password", hash.cost(), hash.salt()).phc()).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=65536,t=2,p=1" + SALT_AND_TAG,
                "$argon2d$v=19$m=65536,t=2,p=1" + SALT_AND_TAG,
                "$argon2id$v=16$m=65536,t=2,p=1" + SALT_AND_TAG,
                "$argon2id$m=65536,t=2,p=1" + SALT_AND_TAG,
                "$argon2id$v=19$t=2,m=65536,p=1" + SALT_AND_TAG,
                "$argon2id$v=19$m=065536,t=2,p=1" + SALT_AND_TAG,
                "$argon2id$v=19$m=65536,t=2,p=1,keyid=Zm9v" + SALT_AND_TAG,
                "$argon2id$v=19$m=65536,t=2,p=1" + SALT_AND_TAG + "=",
                "$argon2id$v=19$m=65536,t=2,p=1" + SALT_AND_TAG + "\n",
                "$argon2id$v=19$m=65536,t=2,p=1$$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh",
                "$2b$12$abcdefghijklmnopqrstuv"
            })
    void readsNothingElse(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=262145,t=1,p=1", // memory
                "m=4194304,t=1,p=1",
                "m=9999999,t=9999999,p=1",
                "m=262144,t=5,p=1", // time
                "m=8,t=131073,p=1",
                "m=65536,t=2,p=17", // lanes
                "m=15,t=2,p=2",
                "m=0,t=1,p=1",
                "m=65536,t=0,p=1",
                "m=65536,t=1,p=0"
            })
    void refusesBombsAndInvalidCosts(String cost) {
        assertThat(PasswordHash.parse("$argon2id$v=19$" + cost + SALT_AND_TAG)).isEmpty();
    }

    @Test
    void acceptsTheCostsThatOthersRecommend() {
        for (String cost : new String[] {
            "m=7168,t=5,p=1", "m=19456,t=2,p=1", "m=47104,t=1,p=1", "m=65536,t=3,p=4", "m=262144,t=3,p=1"
        }) {
            assertThat(PasswordHash.parse("$argon2id$v=19$" + cost + SALT_AND_TAG))
                    .as(cost)
                    .isPresent();
        }
    }

    @Test
    void showsNeitherSaltNorTag() {
        PasswordHash hash = PasswordHash.parse("$argon2id$v=19$m=65536,t=2,p=1" + SALT_AND_TAG)
                .orElseThrow();
        assertThat(hash.toString()).doesNotContain("c29tZXNhbHQ").doesNotContain("CTFh");
    }

    @Test
    void knowsTheWeakerCost() {
        Argon2Cost today = new Argon2Cost(7168, 5, 1);
        assertThat(new Argon2Cost(7168, 5, 1).weakerThan(today)).isFalse();
        assertThat(new Argon2Cost(7168, 4, 1).weakerThan(today)).isTrue();
        assertThat(new Argon2Cost(4096, 50, 1).weakerThan(today)).isTrue();
        assertThat(new Argon2Cost(19456, 2, 1).weakerThan(today)).isFalse();
        assertThatThrownBy(() -> new Argon2Cost(1 << 20, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
