package dev.limen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.audit.AuditEvent.ClientAuthenticationFailed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void saysWhatHappenedInPairs() {
        AuditEvent event = new AuditEvent.SignedIn(Optional.of("web"), "sub-1", "sid-1", List.of("pwd", "otp"));
        assertThat(AuditLine.of(event.entry()))
                .isEqualTo("type=signed_in outcome=success client_id=web sub=sub-1 sid=sid-1 amr=\"pwd otp\"");
    }

    @Test
    void letsNoValueBeginAnotherPairOrLine() {
        String hostile = "x\" outcome=success\r\ntype=signed_in \u2028\u202e\u001b[2J\\";
        String line = AuditLine.of(new ClientAuthenticationFailed(Optional.of(hostile), "").entry());
        assertThat(line)
                .isEqualTo("type=client_authentication_failed outcome=failure client_id=\"x\\\" outcome=success"
                        + "\\u000d\\u000atype=signed_in \\u2028\\u202e\\u001b[2J\\\\\" reason=\"\"");
    }

    @Test
    void cutsLongValues() {
        String line = AuditLine.of(new ClientAuthenticationFailed(Optional.of("x".repeat(5000)), "unknown").entry());
        assertThat(line).hasSizeLessThan(500).contains("xxx...").endsWith("reason=unknown");
    }
}
