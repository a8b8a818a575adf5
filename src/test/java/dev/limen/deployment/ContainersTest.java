package dev.limen.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images and the composition, as far as they can be judged without a container. */
class ContainersTest {

    private static final Path DOCKER = Path.of("deployment", "docker");
    private static final Path COMPOSE = Path.of("deployment", "compose");
    private static final Pattern HEALTH_CHECK = Pattern.compile("(?s)HEALTHCHECK .*?CMD (\\[.*?])\n");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) ");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::[-?][^}]*)?}");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void theImageIsNotRunByRoot(String name) throws IOException {
        String file = Files.readString(DOCKER.resolve(name));
        assertThat(file).contains("\nUSER 10001:10001\n");
        assertThat(file.indexOf("\nUSER ")).isLessThan(file.indexOf("\nENTRYPOINT "));
        assertThat(file).doesNotContain("\nADD ").doesNotContain(":latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void theBuilderSeesWhatTheImageCopies(String name) throws IOException {
        List<String> seen = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1).replaceAll("/\\*$", "/"))
                .toList();
        assertThat(COPY.matcher(Files.readString(DOCKER.resolve(name)))
                        .results()
                        .map(copy -> copy.group(1)))
                .isNotEmpty()
                .allMatch(source -> seen.stream().anyMatch(source::startsWith));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void theHealthCheckFollowsReadiness(String name) throws Exception {
        int[] status = {200};
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        node.start();
        int port = node.getAddress().getPort();
        try {
            assertThat(checkHealth(name, port)).isZero();
            status[0] = 503;
            assertThat(checkHealth(name, port)).isNotZero();
        } finally {
            node.stop(0);
        }
        assertThat(checkHealth(name, port)).as("nobody listens").isNotZero();
    }

    private static int checkHealth(String name, int port) throws IOException, InterruptedException {
        Matcher command = HEALTH_CHECK.matcher(Files.readString(DOCKER.resolve(name)));
        assertThat(command.find()).isTrue();
        ProcessBuilder builder =
                new ProcessBuilder(List.of(new ObjectMapper().readValue(command.group(1), String[].class)));
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start().waitFor();
    }

    @Test
    void theExampleOfTheEnvironmentHasWhatTheCompositionAsksFor() throws IOException {
        Set<String> asked = VARIABLE.matcher(Files.readString(COMPOSE.resolve("compose.yaml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> given = Files.readAllLines(COMPOSE.resolve("env.example")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).isEqualTo(given);
    }

    @Test
    void theRealmOfTheCompositionAsksForWhatIsSetThere() throws IOException {
        Yaml limen = composition().at("services.limen");
        assertThat(((Map<?, ?>) limen.at("environment").value())
                        .keySet().stream().map(String::valueOf).toList())
                .containsAll(VARIABLE.matcher(uncommented(Files.readString(COMPOSE.resolve("realm.yaml"))))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    void theProviderOfTheCompositionIsConfined() {
        Yaml limen = composition().at("services.limen");
        assertThat(limen.at("read_only").is(true)).isTrue();
        assertThat(limen.at("cap_drop.0").text()).isEqualTo("ALL");
        assertThat(limen.at("security_opt.0").text()).isEqualTo("no-new-privileges:true");
        assertThat(limen.at("depends_on.database.condition").text()).isEqualTo("service_healthy");
        for (String service : List.of("limen", "grafana")) {
            composition().at("services." + service + ".ports").each().forEach(port -> assertThat(port.text())
                    .startsWith("127.0.0.1:"));
        }
    }

    @Test
    void whatTheCompositionMountsIsThere() {
        Stream<String> sources = Arrays.stream(new String[] {"limen", "grafana", "prometheus"})
                .flatMap(service ->
                        composition().at("services." + service + ".volumes").each())
                .map(volume -> volume.text().split(":")[0])
                .filter(source -> source.startsWith("."));
        assertThat(sources).hasSize(5).allMatch(source -> Files.exists(COMPOSE.resolve(source)));
    }

    private static Yaml composition() {
        return Yaml.of(COMPOSE.resolve("compose.yaml"));
    }

    private static String uncommented(String yaml) {
        return yaml.replaceAll("(?m)^\\s*#.*", "");
    }
}
