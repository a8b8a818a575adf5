package dev.limen.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Tool;
import dev.limen.support.Tool.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules of Prometheus, by their own tests. */
class MonitoringTest {

    private static final Path FILES = Path.of("deployment", "monitoring");

    private final Tool promtool = Tool.require("promtool", "prometheus");

    @Test
    void theConfigurationIsValid() {
        assertSuccess(promtool.run("check", "config", FILES.resolve("prometheus.yml")));
    }

    @Test
    void theRulesAreValid() {
        assertSuccess(promtool.run("check", "rules", FILES.resolve("alerts.yml")));
    }

    @Test
    void theRulesFireWhenTheyShould() {
        assertSuccess(promtool.run("test", "rules", FILES.resolve("alerts.test.yml")));
    }

    private static void assertSuccess(Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("SUCCESS");
    }
}
