package dev.limen.realm;

/** One thing that is wrong with the file. The sentence shows names and what was written, never a secret. */
record Fault(Position position, String sentence) {

    @Override
    public String toString() {
        return position + ": " + sentence;
    }
}
