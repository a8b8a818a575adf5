import java.util.Collection;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** People who take turns: whoever did something goes to the end of the queue. */
final class Crowd {

    private final LinkedBlockingQueue<Person> waiting;

    Crowd(Collection<Person> people) {
        waiting = new LinkedBlockingQueue<>(people);
    }

    /** The people of the realm file that {@link Server} writes. */
    static Crowd ofRealm(Server server, int count) {
        return new Crowd(IntStream.range(0, count)
                .mapToObj(i -> new Person(server.issuer, Server.person(i), "bench", ""))
                .toList());
    }

    Person take() throws InterruptedException {
        return waiting.take();
    }

    void giveBack(Person person) {
        waiting.add(person);
    }

    int size() {
        return waiting.size();
    }

    /** Some of them, while nobody else takes them. */
    Crowd those(Predicate<Person> condition) {
        return new Crowd(waiting.stream().filter(condition).toList());
    }
}
