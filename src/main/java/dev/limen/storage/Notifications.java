package dev.limen.storage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells every node, this one included, that something changed: PostgreSQL's NOTIFY, heard by each {@link NodeListener}.
 *
 * <p>Commits that notify wait for each other in the database. It is for what an operator or a schedule does, and for rare
 * events, not for every request.
 */
@ApplicationScoped
public class Notifications {

    /** Others may use the same database; our channels begin with this. */
    private static final String PREFIX = "limen_";

    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,50}");

    /** What the server takes, in bytes, is 8000; ours are short. */
    private static final int LONGEST = 1000;

    private final AgroalDataSource database;
    private final TransactionSynchronizationRegistry transaction;

    private record Notification(String channel, String payload) {}

    Notifications(AgroalDataSource database, TransactionSynchronizationRegistry transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Notifies in the caller's transaction: delivered at its commit, and never if it rolls back. The same notification
     * within one transaction is sent once.
     *
     * @param channel small letters and underscores
     * @param payload at most 1000 characters of ASCII, no secret; empty where the channel says it all
     * @throws StorageException if the database refuses
     */
    @Transactional
    public void notify(String channel, String payload) {
        if (payload.length() > LONGEST || !payload.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("not a payload: " + payload);
        }
        Notification notification = new Notification(inDatabase(channel), payload);
        if (sent().add(notification)) {
            send(notification);
        }
    }

    /** The name of a channel as the database knows it; it needs no quotes. */
    static String inDatabase(String channel) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("not a channel: " + channel);
        }
        return PREFIX + channel;
    }

    /** What this transaction has sent. */
    @SuppressWarnings("unchecked")
    private Set<Notification> sent() {
        Set<Notification> sent = (Set<Notification>) transaction.getResource(Notifications.class);
        if (sent == null) {
            sent = new HashSet<>();
            transaction.putResource(Notifications.class, sent);
        }
        return sent;
    }

    private void send(Notification notification) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, notification.channel());
            statement.setString(2, notification.payload());
            statement.execute();
        } catch (SQLException e) {
            throw new StorageException("Other nodes cannot be notified: " + e.getMessage(), e);
        }
    }
}
