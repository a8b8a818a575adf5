package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.client.ClientAuthentication;
import dev.limen.client.Clients;
import dev.limen.client.PresentedCredentials;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.user.User;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the tests of the realm file share: files of a few lines, and what is in the database then. */
abstract class RealmFileTrial {

    @Inject
    RealmFile realmFile;

    @Inject
    Clients clients;

    @Inject
    ClientAuthentication authentication;

    @Inject
    Users users;

    @Inject
    DataSource dataSource;

    Applied apply(String text) {
        return realmFile.apply(new RealmSource("test.yaml", text));
    }

    void assertRefused(String text, String... sentences) {
        assertThatThrownBy(() -> apply(text))
                .isInstanceOf(RealmFileException.class)
                .hasMessageContainingAll(sentences);
    }

    User user(String username) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> users.byUsername(username).orElseThrow());
    }

    boolean authenticates(String clientId, String secret) {
        String basic = java.util.Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes());
        try {
            authentication.authenticate(
                    new PresentedCredentials(List.of("Basic " + basic), Parameters.of(Map.of()), List.of()));
            return true;
        } catch (OAuthException e) {
            return false;
        }
    }

    String passwordHash(String username) throws SQLException {
        return query("select password_hash from users where username = '" + username + "'");
    }

    /** Every row, and the transaction that wrote it last. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("clients", "users", "scopes", "resources", "trusted_issuers")) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    var result = statement.executeQuery("select t.xmin, t::text from " + table + " t order by 2")) {
                while (result.next()) {
                    rows.add(result.getString(1) + " " + result.getString(2));
                }
            }
        }
        return rows;
    }

    String query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
