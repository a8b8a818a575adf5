package dev.limen.storage;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.hibernate.query.NativeQuery;

/**
 * Statements in PostgreSQL's own SQL that write. They name the tables that they touch: of one that does not, Hibernate has to
 * assume that it wrote anything, and forgets all clients that are in memory.
 */
public final class NativeWrite {

    private NativeWrite() {}

    /**
     * A statement to give its parameters and to execute.
     *
     * @param tables what it reads and writes: what the transaction has not written to them yet is written before
     */
    public static Query of(EntityManager database, String sql, String... tables) {
        NativeQuery<?> query = database.createNativeQuery(sql).unwrap(NativeQuery.class);
        for (String table : tables) {
            query.addSynchronizedQuerySpace(table);
        }
        return query;
    }
}
