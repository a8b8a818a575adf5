package dev.limen.realm;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through many entries of a file within one transaction, and lets go of what was loaded every now and then: before
 * each query the session looks through all that it holds, so that time would grow with the square of the file.
 */
@Singleton
class Batches {

    private static final int SIZE = 50;

    private final EntityManager database;

    Batches(EntityManager database) {
        this.database = database;
    }

    <T> void each(List<T> entries, Consumer<T> action) {
        for (int i = 0; i < entries.size(); i++) {
            action.accept(entries.get(i));
            if (i % SIZE == SIZE - 1) {
                letGo();
            }
        }
        letGo();
    }

    private void letGo() {
        database.flush();
        database.clear();
    }
}
