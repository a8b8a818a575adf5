package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.client.Client;
import dev.limen.protocol.Scope;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The realm file as a whole: applied at once or not at all, again without a change, by several nodes. */
@QuarkusTest
class RealmFileTest extends RealmFileTrial {

    @Inject
    Scopes scopes;

    @Inject
    Resources resources;

    @Test
    void appliesTheRealmOfTheTestsAtStart() {
        Client web = clients.find("web").orElseThrow();
        assertThat(web.metadata.redirectUris()).contains("https://app.example.com/callback");
        assertThat(clients.find("disabled").orElseThrow().enabled).isFalse();
        User alice = user("alice");
        assertThat(alice.sub).isEqualTo("248289761001");
        assertThat(alice.claims)
                .containsEntry("email_verified", true)
                .containsEntry("birthdate", "1990-04-01")
                .extractingByKey("address")
                .isInstanceOf(Map.class);
        assertThat(alice.roles).containsExactly("staff", "reader");
        assertThat(user("dave").enabled).isFalse();
        assertThat(scopes.description("api:read")).contains("Read your reports");
        assertThat(scopes.claimsOf(Scope.parse("openid api:read"))).containsExactly("sub", "department");
        assertThat(resources.find("https://api.example.com").orElseThrow().accessTokenLifetime())
                .contains(Duration.ofMinutes(10));
    }

    @Test
    void changesNotARowWhenAppliedAgain() throws SQLException {
        realmFile.apply("classpath:test-realm.yaml");
        List<String> before = rows();
        Applied again = realmFile.apply("classpath:test-realm.yaml");
        assertThat(again.changedSomething()).as(again.toString()).isFalse();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void writesOnlyTheColumnsThatItChanges() {
        apply("users: [{username: between}]\n"
                + "clients: [{client_id: between, client_secret: s, redirect_uris: ['https://b.example/cb']}]");
        QuarkusTransaction.requiringNew().run(() -> {
            User user = users.byUsername("between").orElseThrow();
            Client client = clients.find("between").orElseThrow();
            QuarkusTransaction.requiringNew().run(() -> {
                users.disable(users.byUsername("between").orElseThrow());
                clients.find("between").orElseThrow().enabled = false;
            });
            user.roles = List.of("changed");
            client.metadata = dev.limen.protocol.ClientMetadata.of(Map.of());
        });
        assertThat(user("between").enabled).isFalse();
        assertThat(user("between").roles).containsExactly("changed");
        assertThat(clients.find("between").orElseThrow().enabled).isFalse();
    }

    @Test
    void appliesNothingOfAFileWithAFault() throws SQLException {
        List<String> before = rows();
        assertRefused("""
                scopes: [{name: fine}]
                users: [{username: fine, password: fine-password}]
                clients:
                  - client_id: fine
                    client_secret: fine
                    redirect_uris: [https://fine.example/cb]
                    scope: openid nobody:declared
                """, "line 7, column 12: client 'fine': 'scope' names 'nobody:declared', which no one declares");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void rollsBackEverythingWhenTheDatabaseRefuses() throws SQLException {
        List<String> before = rows();
        execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no users today'; end $$");
        execute("create trigger refuse before insert on users for each row execute function refuse()");
        try {
            assertThatThrownBy(() ->
                            apply("scopes: [{name: early}]\nusers: [{username: unlucky, password: some-password}]"))
                    .isNotInstanceOf(RealmFileException.class);
        } finally {
            execute("drop trigger refuse on users");
            execute("drop function refuse()");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void showsNobodyWhatIsRolledBack() throws SQLException {
        apply("scopes: [{name: shown, description: before}]");
        execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no users today'; end $$");
        execute("create trigger refuse before insert on users for each row execute function refuse()");
        try {
            assertThatThrownBy(
                            () -> apply("scopes: [{name: shown, description: after}]\nusers: [{username: unlucky2}]"))
                    .isNotInstanceOf(RealmFileException.class);
        } finally {
            execute("drop trigger refuse on users");
            execute("drop function refuse()");
        }
        assertThat(scopes.description("shown")).contains("before");
    }

    @Test
    void appliesTheSameFileFromManyThreadsAtOnce() throws Exception {
        StringBuilder file = new StringBuilder("users:\n");
        for (int i = 0; i < 20; i++) {
            file.append("  - {username: crowd%d, claims: {name: C%d}}%n".formatted(i, i));
        }
        file.append("  - {username: crowd, password: crowd-password}\nclients:\n");
        file.append("  - {client_id: crowd, client_secret: crowd, redirect_uris: ['https://c.example/cb']}\n");
        List<Applied> results = inParallel(8, file.toString());
        assertThat(results).filteredOn(Applied::changedSomething).hasSize(1);
        assertThat(authenticates("crowd", "crowd")).isTrue();
    }

    @Test
    void recordsWhatItDid() throws SQLException {
        apply("users: [{username: audited}]");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(query("select count(*) from audit_events where type = 'realm_applied'"
                                + " and detail::text like '%1 created%'"))
                        .isNotEqualTo("0"));
    }

    @Test
    void findsNoFaultInTheRealmOfDevelopmentAndChangesNothing() throws SQLException {
        List<String> before = rows();
        realmFile.check("classpath:demo-realm.yaml");
        assertThat(rows()).isEqualTo(before);
    }

    private List<Applied> inParallel(int count, String text) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Applied>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return apply(text);
                }));
            }
            start.countDown();
        }
        List<Applied> results = new ArrayList<>();
        for (Future<Applied> one : running) {
            results.add(one.get());
        }
        return results;
    }
}
