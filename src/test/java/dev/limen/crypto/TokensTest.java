package dev.limen.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.OpaqueToken;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final Tokens tokens = new Tokens(MasterKey.of(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void neverRepeats() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(tokens.next().reveal())).isTrue();
        }
    }

    @Test
    void derivesTheSameSuccessorAgainForOneKeyPurposeAndToken() {
        OpaqueToken from = tokens.next();
        OpaqueToken derived = tokens.derive("refresh", from);
        assertThat(tokens.derive("refresh", from).reveal()).isEqualTo(derived.reveal());
        assertThat(tokens.derive("other", from).reveal()).isNotEqualTo(derived.reveal());
        assertThat(tokens.derive("refresh", tokens.next()).reveal()).isNotEqualTo(derived.reveal());
        Tokens elsewhere = new Tokens(MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE="));
        assertThat(elsewhere.derive("refresh", from).reveal()).isNotEqualTo(derived.reveal());
    }
}
