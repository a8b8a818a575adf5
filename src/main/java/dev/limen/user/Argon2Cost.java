package dev.limen.user;

/**
 * What one Argon2id hash costs (RFC 9106, section 3.1).
 *
 * @param memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
public record Argon2Cost(int memory, int iterations, int parallelism) {

    /** 256 MiB: whoever imports hashes must not be able to order more of the heap than this. */
    static final int MAX_MEMORY = 256 * 1024;

    /** In KiB times passes: about a second of one core. */
    static final long MAX_WORK = 1024L * 1024;

    static final int MAX_PARALLELISM = 16;

    /** @throws IllegalArgumentException if the cost is no valid one, or would be a bomb */
    public Argon2Cost {
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException("Argon2id parallelism must be 1 to " + MAX_PARALLELISM);
        }
        if (memory < 8 * parallelism || memory > MAX_MEMORY) {
            throw new IllegalArgumentException("Argon2id memory must be 8 KiB per lane to " + MAX_MEMORY + " KiB");
        }
        if (iterations < 1 || work(memory, iterations) > MAX_WORK) {
            throw new IllegalArgumentException("Argon2id memory times iterations must be 1 to " + MAX_WORK + " KiB");
        }
    }

    /** Whether a hash of this cost is easier to guess than one of the other cost. */
    boolean weakerThan(Argon2Cost other) {
        return memory < other.memory || work(memory, iterations) < work(other.memory, other.iterations);
    }

    private static long work(int memory, int iterations) {
        return (long) memory * iterations;
    }
}
