package dev.limen.user;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Calls the library through the JDK's own linker. What it reads is copied out of the heap, and wiped there. */
@SuppressWarnings("restricted")
final class SodiumOnJvm implements Sodium {

    private final MethodHandle pwhash;

    private SodiumOnJvm(MethodHandle pwhash) {
        this.pwhash = pwhash;
    }

    static Sodium link(Path file) {
        SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
        Linker linker = Linker.nativeLinker();
        MethodHandle init = linker.downcallHandle(library.findOrThrow("sodium_init"), FunctionDescriptor.of(JAVA_INT));
        if (answer(() -> (int) init.invokeExact()) < 0) {
            throw new IllegalStateException("sodium_init failed");
        }
        return new SodiumOnJvm(linker.downcallHandle(
                library.findOrThrow("crypto_pwhash"),
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT)));
    }

    @Override
    public boolean pwhash(byte[] tag, byte[] password, byte[] salt, long passes, long memory) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(tag.length);
            MemorySegment in = arena.allocateFrom(JAVA_BYTE, password);
            MemorySegment with = arena.allocateFrom(JAVA_BYTE, salt);
            try {
                int status = answer(() -> (int)
                        pwhash.invokeExact(out, out.byteSize(), in, in.byteSize(), with, passes, memory, ARGON2ID13));
                MemorySegment.copy(out, JAVA_BYTE, 0, tag, 0, tag.length);
                return status == 0;
            } finally {
                in.fill((byte) 0);
                out.fill((byte) 0);
            }
        }
    }

    private static int answer(Call call) {
        try {
            return call.now();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable neverThrownByNativeCode) {
            throw new IllegalStateException(neverThrownByNativeCode);
        }
    }

    @FunctionalInterface
    private interface Call {
        int now() throws Throwable;
    }
}
