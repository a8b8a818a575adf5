package dev.limen.realm;

/** A place in the file, both counted from 1. */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
