package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Program;
import dev.limen.support.RelyingParty;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many more connections than a node with few threads and little room can serve. */
class OverloadIT {

    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyAnswerIsServiceOrARefusalAndServiceGoesOn(@TempDir Path directory) throws Exception {
        try (ExternalPostgres database = ExternalPostgres.startIn(directory);
                Program program = Program.start(Realm.with(small(database)))) {
            RelyingParty client = RelyingParty.web(program.uri());
            Set<String> seen = ConcurrentHashMap.newKeySet();
            AtomicBoolean enough = new AtomicBoolean();
            try (ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    senders.execute(() -> {
                        while (!enough.get()) {
                            seen.add(kind(client.refresh("none")));
                        }
                    });
                }
                try {
                    await().atMost(PATIENCE).until(() -> seen.size() > 1);
                    assertThat(program.status("/.well-known/openid-configuration"))
                            .isEqualTo(200);
                    assertThat(program.status("/q/health/live")).isEqualTo(200);
                    assertThat(program.status("/q/metrics")).isEqualTo(200);
                } finally {
                    enough.set(true);
                }
            }
            assertThat(seen).containsExactlyInAnyOrder("400 invalid_grant", "503 temporarily_unavailable, Retry-After");
            assertThat(kind(client.refresh("none"))).isEqualTo("400 invalid_grant");
            assertThat(program.status("/q/health/ready")).isEqualTo(200);
        }
    }

    private static Map<String, String> small(ExternalPostgres database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("QUARKUS_THREAD_POOL_MAX_THREADS", "2");
        settings.put("LIMEN_LOAD_WAITING", "2");
        return settings;
    }

    private static String kind(Response answer) {
        String retryAfter = answer.header("Retry-After") == null ? "" : ", Retry-After";
        return answer.statusCode() + " " + answer.path("error") + retryAfter;
    }
}
