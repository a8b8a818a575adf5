package dev.limen.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StartTest {

    @Test
    void pageTellsTheIssuer() {
        Visit start = new UserAgent(Provider.uri()).get("/");

        assertThat(start.page()).isEqualTo("start");
        assertThat(start.document().select("#issuer").text())
                .isEqualTo(Provider.uri().toString());
        assertThat(start.document().select("a[href=/.well-known/openid-configuration]"))
                .hasSize(1);
    }
}
