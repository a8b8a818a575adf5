package dev.limen.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the rules ask for metrics that there are. */
@QuarkusTest
class MetricNamesTest {

    private static final Path FILES = Path.of("deployment", "monitoring");
    private static final Pattern SELECTED = Pattern.compile("\\b([a-z][a-z0-9_]+)\\{");

    /** Counted for the first time when a client's address is called; docs/configuration.md has it. */
    private static final Set<String> LATER = Set.of("limen_outbound_calls_total");

    private final URI provider = Provider.uri();

    @Test
    void theRulesAskForWhatThereIs() throws IOException {
        assertThere(selected(Files.readString(FILES.resolve("alerts.yml"))));
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        List<String> expressions = panels().findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(20);
        assertThere(selected(String.join("\n", expressions)));
    }

    @Test
    void thePanelsOfTheDashboardDoNotOverlap() throws IOException {
        Set<String> cells = new TreeSet<>();
        for (JsonNode panel : panels()) {
            JsonNode place = panel.get("gridPos");
            for (int x = place.get("x").asInt();
                    x < place.get("x").asInt() + place.get("w").asInt();
                    x++) {
                for (int y = place.get("y").asInt();
                        y < place.get("y").asInt() + place.get("h").asInt();
                        y++) {
                    assertThat(x).as(panel.get("title").asText()).isLessThan(24);
                    assertThat(cells.add(x + "," + y))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
    }

    private static JsonNode panels() throws IOException {
        return new ObjectMapper()
                .readTree(FILES.resolve("grafana/limen.json").toFile())
                .get("panels");
    }

    private static Set<String> selected(String queries) {
        return SELECTED.matcher(queries)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("up"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertThere(Set<String> names) {
        RelyingParty.Request request = RelyingParty.intranet(provider).request("openid");
        request.redeem(People.BOB.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200);
        Set<String> there = Pattern.compile("(?m)^([a-z0-9_]+)[{ ]")
                .matcher(given().get(provider.resolve("/q/metrics")).asString())
                .results()
                .map((MatchResult line) -> line.group(1))
                .collect(Collectors.toSet());
        there.addAll(LATER);
        assertThat(there).containsAll(names);
    }
}
