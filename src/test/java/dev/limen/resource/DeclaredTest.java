package dev.limen.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Scope;
import dev.limen.support.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void whatAnotherNodeDeclaresIsKnownSoon() {
        clock.stop();
        scopes.known();
        QuarkusTransaction.requiringNew().run(() -> ScopeDefinition.getEntityManager()
                .createNativeQuery("insert into scopes (name) values ('declared:elsewhere')")
                .executeUpdate());
        clock.advance(Duration.ofMillis(2001));
        assertThat(scopes.known()).contains("declared:elsewhere");
    }
}
