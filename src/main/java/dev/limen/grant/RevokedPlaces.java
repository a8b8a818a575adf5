package dev.limen.grant;

import java.util.BitSet;

/** Which places of one status list say that their token is revoked. Places are added and never taken back. */
public final class RevokedPlaces {

    static final RevokedPlaces NONE = new RevokedPlaces();

    private final BitSet bits = new BitSet(StatusPlace.LIST_SIZE);
    private volatile long changes;

    RevokedPlaces() {}

    synchronized void add(int index) {
        if (!bits.get(index)) {
            bits.set(index);
            changes++;
        }
    }

    /** These places and those of the other. */
    synchronized RevokedPlaces with(RevokedPlaces other) {
        other.bits.stream().forEach(this::add);
        return this;
    }

    /** How often something was added: the same number means the same places. */
    public long changes() {
        return changes;
    }

    /** Bytes of memory that the places take. */
    synchronized int size() {
        return bits.size() / Byte.SIZE;
    }

    /** One bit for each place, the lowest of a byte first (Token Status List, section 4.1). */
    public synchronized byte[] bytes() {
        byte[] all = new byte[StatusPlace.LIST_SIZE / Byte.SIZE];
        byte[] set = bits.toByteArray();
        System.arraycopy(set, 0, all, 0, set.length);
        return all;
    }
}
