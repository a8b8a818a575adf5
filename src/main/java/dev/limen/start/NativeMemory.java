package dev.limen.start;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** What a native executable can ask of the operating system's memory; a JVM must not load this class. */
final class NativeMemory {

    /** {@code MADV_DONTNEED} of Linux: a page of a file is read from it again when it is next used. */
    private static final int NOT_NEEDED = 4;

    private NativeMemory() {}

    /** Gives pages back that are as they are in their file. Others would lose what was written. */
    static void giveBack(long from, long to) {
        madvise(WordFactory.pointer(from), WordFactory.unsigned(to - from), NOT_NEEDED);
    }

    @CFunction(value = "madvise", transition = CFunction.Transition.NO_TRANSITION)
    private static native int madvise(PointerBase address, UnsignedWord length, int advice);
}
