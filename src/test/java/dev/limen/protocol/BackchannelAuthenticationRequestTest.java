package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.protocol.BackchannelAuthenticationRequest.Hint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA, section 7.1. */
class BackchannelAuthenticationRequestTest {

    private static final ClientMetadata POLLS = ClientMetadata.of(
            Map.of("grant_types", List.of(ClientMetadata.CIBA), "backchannel_token_delivery_mode", "poll"));
    private static final ClientMetadata IS_PINGED = ClientMetadata.of(
            Map.of("grant_types", List.of(ClientMetadata.CIBA), "backchannel_token_delivery_mode", "ping"));

    private static BackchannelAuthenticationRequest parse(ClientMetadata client, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("scope", "openid", "login_hint", "alice"));
        all.putAll(more);
        return BackchannelAuthenticationRequest.parse(Parameters.ofSingle(all), client);
    }

    private static void refused(ClientMetadata client, Map<String, String> more, String error) {
        assertThatThrownBy(() -> parse(client, more)).hasMessageStartingWith(error + ":");
    }

    @Test
    void readsWhatIsAsked() {
        BackchannelAuthenticationRequest request = parse(
                POLLS,
                Map.of(
                        "acr_values",
                        "a b",
                        "binding_message",
                        " 12,50 \u20ac an M\u00fcller ",
                        "requested_expiry",
                        "90"));
        assertThat(request.hint()).isEqualTo(new Hint.Name("alice"));
        assertThat(request.acrValues()).containsExactly("a", "b");
        assertThat(request.bindingMessage()).contains("12,50 \u20ac an M\u00fcller");
        assertThat(request.requestedExpiry()).contains(Duration.ofSeconds(90));
        assertThat(request.notificationToken()).isEmpty();
        assertThat(request).hasToString("BackchannelAuthenticationRequest[hidden]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W4SCT", "\u6ce8\u6587 1234", "#7 (Konto 12-34)", "1+1=2?", "a"})
    void aPlainShortMessageIsFit(String message) {
        assertThat(parse(POLLS, Map.of("binding_message", message)).bindingMessage())
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "a\tb", "a\nb", "<b>", "\u202e12", "1234 \ud83d\udc4d", "a\u200bb", "\"", "a&b"})
    void aMessageThatCouldMisleadIsUnfit(String message) {
        refused(POLLS, Map.of("binding_message", message), "invalid_binding_message");
    }

    /** 128 bits have at least so many characters; the standard has the most (section 7.1). */
    @ParameterizedTest
    @CsvSource({"21, false", "22, true", "1024, true", "1025, false"})
    void aTokenHasALengthThatCannotBeGuessed(int length, boolean fit) {
        Map<String, String> token = Map.of("client_notification_token", "a".repeat(length));
        if (fit) {
            assertThat(parse(IS_PINGED, token).notificationToken()).isPresent();
        } else {
            refused(IS_PINGED, token, "invalid_request");
        }
    }

    @Test
    void aTokenIsOneOfTheBearerScheme() {
        refused(IS_PINGED, Map.of("client_notification_token", "a b".repeat(20)), "invalid_request");
        refused(IS_PINGED, Map.of("client_notification_token", "a\r\nX: y".repeat(9)), "invalid_request");
        refused(IS_PINGED, Map.of(), "invalid_request");
    }

    @Test
    void severalHintsAreNone() {
        refused(POLLS, Map.of("login_hint_token", "x"), "invalid_request");
        refused(POLLS, Map.of("id_token_hint", "x"), "invalid_request");
        refused(POLLS, Map.of("login_hint", ""), "invalid_request");
    }

    @Test
    void whatIsNotSupportedIsNotPassedOverInSilence() {
        refused(POLLS, Map.of("user_code", "1234"), "invalid_request");
        refused(POLLS, Map.of("authorization_details", "[]"), "invalid_request");
    }

    @Test
    void manyLevelsAreTooMany() {
        refused(POLLS, Map.of("acr_values", "x ".repeat(21)), "invalid_request");
    }
}
