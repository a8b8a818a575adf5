package dev.limen.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Tool;
import dev.limen.support.Tool.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl kustomize} makes of the overlays, and Knative's file, which needs no making. */
class KubernetesTest {

    private static final Path FILES = Path.of("deployment", "kubernetes");

    /** PostgreSQL's max_connections is 100 where nobody says otherwise, and three are for its administrators. */
    private static final int CONNECTIONS = 97;

    private static final Pattern MINOR = Pattern.compile("\"minor\": \"(\\d+)");
    private static final int OLDEST = 21;

    private final Tool kubectl = kubectl();

    @TempDir
    Path directory;

    /** Kustomize as it is today came with 1.21. */
    private static Tool kubectl() {
        Tool kubectl = Tool.require("kubectl", "kubernetes-client");
        Matcher minor =
                MINOR.matcher(kubectl.run("version", "--client", "-o", "json").output());
        boolean today = minor.find() && Integer.parseInt(minor.group(1)) >= OLDEST;
        if (!today) {
            System.out.println("Skipped: kubectl is older than 1." + OLDEST);
        }
        Assumptions.assumeTrue(today, "kubectl is too old");
        return kubectl;
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "native", "trial"})
    void podsRunWithoutARightThatTheyDoNotNeed(String overlay) {
        List<Yaml> workloads = build(overlay).stream()
                .filter(object ->
                        List.of("Deployment", "Job").contains(object.at("kind").text()))
                .toList();
        assertThat(workloads).hasSize(2);
        for (Yaml workload : workloads) {
            Yaml pod = workload.at("spec.template.spec");
            assertThat(pod.at("automountServiceAccountToken").is(false)).isTrue();
            assertThat(pod.at("enableServiceLinks").is(false)).isTrue();
            assertThat(pod.at("securityContext.runAsNonRoot").is(true)).isTrue();
            assertThat(pod.at("securityContext.runAsUser").is(10001)).isTrue();
            assertConfined(pod.at("containers.0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "native"})
    void anUpdateTakesNoNodeAwayBeforeAnotherIsReady(String overlay) {
        List<Yaml> objects = build(overlay);
        Yaml deployment = only(objects, "Deployment");
        assertThat(deployment.at("spec.strategy.rollingUpdate.maxUnavailable").is(0))
                .isTrue();
        Yaml container = deployment.at("spec.template.spec.containers.0");
        assertThat(container.at("startupProbe.httpGet.path").text()).isEqualTo("/q/health/started");
        assertThat(container.at("readinessProbe.httpGet.path").text()).isEqualTo("/q/health/ready");
        assertThat(container.at("livenessProbe.httpGet.path").text()).isEqualTo("/q/health/live");
        assertThat(setting(container, "QUARKUS_FLYWAY_MIGRATE_AT_START")).isEqualTo("false");
        Yaml migration = only(objects, "Job").at("spec.template.spec.containers.0");
        assertThat(migration.at("args.0").text()).isEqualTo("migrate");
        assertThat(migration.at("image").text()).isEqualTo(container.at("image").text());
        assertThat(only(objects, "PodDisruptionBudget")
                        .at("spec.maxUnavailable")
                        .is(1))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "native"})
    void thereIsTimeToEnd(String overlay) {
        Yaml pod = only(build(overlay), "Deployment").at("spec.template.spec");
        int delay = Integer.parseInt(
                setting(pod.at("containers.0"), "QUARKUS_SHUTDOWN_DELAY").replace("s", ""));
        assertThat(Integer.parseInt(pod.at("terminationGracePeriodSeconds").text()))
                .isGreaterThan(delay + 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "native"})
    void allNodesTogetherFitTheDatabase(String overlay) {
        List<Yaml> objects = build(overlay);
        int nodes = Integer.parseInt(
                only(objects, "HorizontalPodAutoscaler").at("spec.maxReplicas").text());
        int pool = Integer.parseInt(setting(
                only(objects, "Deployment").at("spec.template.spec.containers.0"), "QUARKUS_DATASOURCE_JDBC_MAX_SIZE"));
        assertThat((nodes + 1) * (pool + 1))
                .as("one node more during an update, one connection more to hear of changes")
                .isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void aChangeOfTheSettingsRollsTheNodes() {
        List<Yaml> objects = build("production");
        Yaml pod = only(objects, "Deployment").at("spec.template.spec");
        List<String> maps = objects.stream()
                .filter(object -> object.at("kind").is("ConfigMap"))
                .map(object -> object.at("metadata.name").text())
                .toList();
        assertThat(maps)
                .hasSize(2)
                .allMatch(name -> name.matches("limen-(realm|settings)-.+"))
                .contains(
                        pod.at("containers.0.envFrom.0.configMapRef.name").text(),
                        pod.at("volumes.1.configMap.name").text());
    }

    @Test
    void metricsAreForPrometheusAndNotForStrangers() {
        List<Yaml> objects = build("production");
        Yaml annotations = only(objects, "Deployment").at("spec.template.metadata.annotations");
        assertThat(annotations.key("prometheus.io/scrape").text()).isEqualTo("true");
        assertThat(annotations.key("prometheus.io/path").text()).isEqualTo("/q/metrics");
        Map<String, String> backends = only(objects, "Ingress")
                .at("spec.rules.0.http.paths")
                .each()
                .collect(Collectors.toMap(path -> path.at("path").text(), path -> path.at("backend.service.name")
                        .text()));
        assertThat(backends).containsEntry("/", "limen").containsEntry("/q", "limen-nobody");
        assertThat(objects)
                .filteredOn(object -> object.at("metadata.name").is("limen-nobody"))
                .singleElement()
                .matches(service -> service.at("spec.selector").value() == null);
    }

    @Test
    void knativeRunsTheSameWithRoomForEveryNode() {
        Yaml template =
                Yaml.of(Path.of("deployment", "knative", "service.yaml")).at("spec.template");
        Yaml container = template.at("spec.containers.0");
        assertConfined(container);
        assertThat(container.at("securityContext.runAsNonRoot").is(true)).isTrue();
        Yaml annotations = template.at("metadata.annotations");
        assertThat(annotations.key("autoscaling.knative.dev/min-scale").text()).isEqualTo("0");
        int nodes = Integer.parseInt(
                annotations.key("autoscaling.knative.dev/max-scale").text());
        int pool = Integer.parseInt(setting(container, "QUARKUS_DATASOURCE_JDBC_MAX_SIZE"));
        assertThat((nodes + 1) * (pool + 1)).isLessThanOrEqualTo(CONNECTIONS);
    }

    private static void assertConfined(Yaml container) {
        assertThat(container.at("securityContext.allowPrivilegeEscalation").is(false))
                .isTrue();
        assertThat(container.at("securityContext.readOnlyRootFilesystem").is(true))
                .isTrue();
        assertThat(container.at("securityContext.capabilities.drop.0").text()).isEqualTo("ALL");
        assertThat(container.at("resources.limits.memory").text()).endsWith("Mi");
        assertThat(container.at("image").text()).contains(":");
    }

    private static String setting(Yaml container, String name) {
        return container
                .at("env")
                .each()
                .filter(variable -> variable.at("name").is(name))
                .map(variable -> variable.at("value").text())
                .collect(Collectors.joining());
    }

    private static Yaml only(List<Yaml> objects, String kind) {
        List<Yaml> found =
                objects.stream().filter(object -> object.at("kind").is(kind)).toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    /** In a copy, as one of them wants a file of secrets that nobody commits. */
    private List<Yaml> build(String overlay) {
        copy(FILES, directory);
        Path trial = directory.resolve("overlays/trial");
        copy(trial.resolve("secret.env.example"), trial.resolve("secret.env"));
        Ended built = kubectl.run("kustomize", directory.resolve("overlays").resolve(overlay));
        assertThat(built.code()).as(built.output()).isZero();
        assertThat(built.output()).doesNotContain("Warning");
        return Yaml.documents(built.output());
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = from.equals(file)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
