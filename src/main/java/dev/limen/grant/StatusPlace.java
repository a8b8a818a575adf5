package dev.limen.grant;

/**
 * One place in the Token Status Lists: the list, and the index in it. All places are numbered through.
 *
 * @param number from 0; never given a second time
 */
public record StatusPlace(long number) {

    /** Places of one list. Its bits take 128 KiB before they are compressed. */
    public static final int LIST_SIZE = 1 << 20;

    /** The list's number, which its URI ends with. */
    public long list() {
        return number / LIST_SIZE;
    }

    /** The value of {@code idx}. */
    public int index() {
        return (int) (number % LIST_SIZE);
    }

    /** The place with this index in a list. */
    public static StatusPlace of(long list, int index) {
        return new StatusPlace(list * LIST_SIZE + index);
    }
}
