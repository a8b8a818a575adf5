package dev.limen.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.Scope;
import dev.limen.support.Database;
import dev.limen.support.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
class DeclaredTest {

    @Inject
    Scopes scopes;

    @Inject
    Resources resources;

    @Inject
    Targets targets;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @Inject
    DataSource pool;

    @AfterEach
    void forget() {
        QuarkusTransaction.requiringNew().run(() -> {
            ScopeDefinition.delete("name like 'declared:%'");
            ProtectedResource.delete("identifier like 'https://declared%'");
        });
        clock.reset();
        clock.advance(Duration.ofSeconds(3));
        scopes.known();
        clock.reset();
    }

    @Test
    void whatThisNodeDeclaresIsKnownAtOnce() {
        clock.stop();
        scopes.known();
        scopes.store("declared:here", Optional.of("Here"), List.of("department"));
        resources.store(ResourceDeclaration.of("https://declared.example.com", List.of("declared:here")));

        Scope scope = Scope.parse("declared:here");
        assertThat(scopes.known()).contains("declared:here");
        assertThat(scopes.description("declared:here")).contains("Here");
        assertThat(scopes.claimsOf(scope)).containsExactly("department");
        assertThat(targets.of(scope, List.of()).audience()).containsExactly("https://declared.example.com");
    }

    @Test
    void whatAnotherNodeDeclaresIsKnownSoonWhereItIsNotHeard() {
        clock.stop();
        scopes.known();
        insertElsewhere();
        assertThat(scopes.known()).doesNotContain("declared:elsewhere");
        clock.advance(Duration.ofMillis(2001));
        assertThat(scopes.known()).contains("declared:elsewhere");
    }

    @Test
    void aClockThatWasSetBackMakesWhatIsKnownOld() {
        clock.stop();
        clock.advance(Duration.ofHours(1));
        scopes.known();
        insertElsewhere();
        clock.advance(Duration.ofHours(-1));
        assertThat(scopes.known()).contains("declared:elsewhere");
    }

    @Test
    void whatAnotherNodeDeclaresIsKnownWhenItIsHeard() {
        clock.stop();
        scopes.known();
        insertElsewhere();
        database.execute("notify limen_declared");
        await().until(() -> scopes.known().contains("declared:elsewhere"));
    }

    @Test
    void whatIsDeclaredHereIsToldToTheOthers() throws SQLException {
        try (Connection other = pool.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("listen limen_declared");
            scopes.store("declared:here", Optional.of("Here"), List.of());
            assertThat(other.unwrap(PGConnection.class).getNotifications(5000)).hasSize(1);
            statement.execute("unlisten *");
        }
    }

    private void insertElsewhere() {
        database.execute("insert into scopes (name) values ('declared:elsewhere')");
    }
}
