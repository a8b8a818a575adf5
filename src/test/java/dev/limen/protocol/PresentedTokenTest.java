package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limen.protocol.PresentedToken.Scheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 6750, section 2; RFC 9449, section 7.1. The endpoint's own test has the refusals of the scheme Bearer. */
class PresentedTokenTest {

    private static final Parameters NOTHING = Parameters.of(Map.of());
    private static final Parameters FORM = Parameters.ofSingle(Map.of("access_token", "abc"));

    @Test
    void knowsTheSchemeInAnyCase() {
        assertThat(PresentedToken.of(List.of("DPoP a.b-c~d=="), NOTHING, NOTHING))
                .contains(new PresentedToken(Scheme.DPOP, "a.b-c~d=="));
        assertThat(PresentedToken.of(List.of("dpop  abc "), NOTHING, NOTHING))
                .contains(new PresentedToken(Scheme.DPOP, "abc"));
        assertThat(PresentedToken.of(List.of("BEARER abc"), NOTHING, NOTHING))
                .contains(new PresentedToken(Scheme.BEARER, "abc"));
        assertThat(PresentedToken.of(List.of("DPoPs abc"), NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void aTokenInTheFormIsABearerToken() {
        assertThat(PresentedToken.of(List.of(), FORM, NOTHING)).contains(new PresentedToken(Scheme.BEARER, "abc"));
    }

    @Test
    void refusesMoreThanOne() {
        refused(List.of("DPoP abc", "DPoP abc"), NOTHING);
        refused(List.of("Bearer abc", "DPoP abc"), NOTHING);
        refused(List.of("DPoP abc"), FORM);
        refused(List.of("DPoP"), NOTHING);
        refused(List.of("DPoP a b"), NOTHING);
    }

    @Test
    void doesNotPrintTheToken() {
        assertThat(new PresentedToken(Scheme.DPOP, "abc")).asString().doesNotContain("abc");
    }

    private static void refused(List<String> authorization, Parameters form) {
        assertThatExceptionOfType(OAuthException.class)
                .isThrownBy(() -> PresentedToken.of(authorization, form, NOTHING))
                .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
