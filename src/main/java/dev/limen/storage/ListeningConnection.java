package dev.limen.storage;

import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One connection of its own, with the settings of the pool, on which notifications come in. */
final class ListeningConnection implements AutoCloseable {

    /** Who it is, in the database's own list of sessions. */
    static final String NAME = "limen-listening";

    private static final int VALIDATION_SECONDS = 2;

    private final Connection connection;
    private final PGConnection notifying;

    private ListeningConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifying = connection.unwrap(PGConnection.class);
    }

    /** Connects, and listens on these channels of the database. */
    static ListeningConnection open(AgroalConnectionFactoryConfiguration settings, Collection<String> channels)
            throws SQLException {
        Connection connection = Optional.ofNullable(new Driver().connect(settings.jdbcUrl(), properties(settings)))
                .orElseThrow(() -> new SQLException("not the URL of a PostgreSQL database"));
        try (Statement statement = connection.createStatement()) {
            for (String channel : channels) {
                statement.execute("listen " + channel);
            }
            return new ListeningConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties properties(AgroalConnectionFactoryConfiguration settings) {
        Properties properties = new Properties();
        properties.putAll(settings.jdbcProperties());
        properties.setProperty("ApplicationName", NAME);
        List<Object> identity = new ArrayList<>(settings.credentials());
        identity.add(settings.principal());
        for (Object part : identity) {
            settings.securityProviders().stream()
                    .flatMap(provider -> Optional.ofNullable(provider.getSecurityProperties(part)).stream())
                    .findFirst()
                    .ifPresent(properties::putAll);
        }
        return properties;
    }

    /**
     * What has come in; returns as soon as there is something, or when the time is over.
     *
     * @throws SQLException when the connection is lost, which the end of a silence also finds out
     */
    List<PGNotification> await(Duration silence) throws SQLException {
        PGNotification[] heard = notifying.getNotifications((int) silence.toMillis());
        if (heard != null && heard.length > 0) {
            return List.of(heard);
        }
        if (!connection.isValid(VALIDATION_SECONDS)) {
            throw new SQLException("the connection does not answer");
        }
        return List.of();
    }

    /** Ends it from another thread; whoever waits gets an exception. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing depends on it any more
        }
    }
}
