package dev.limen.user;

import java.nio.file.Path;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.nativeimage.c.type.CTypeConversion.CCharPointerHolder;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * Calls the library from a native executable, by address. Arrays are pinned where they are for the call rather than
 * copied; the garbage collector goes on meanwhile.
 */
final class SodiumInExecutable implements Sodium {

    private static final int RTLD_NOW = 2;

    private final Pwhash pwhash;

    private SodiumInExecutable(Pwhash pwhash) {
        this.pwhash = pwhash;
    }

    static Sodium link(Path file) {
        PointerBase library = open(file);
        Init init = (Init) symbol(library, "sodium_init");
        if (init.call() < 0) {
            throw new IllegalStateException("sodium_init failed");
        }
        return new SodiumInExecutable((Pwhash) symbol(library, "crypto_pwhash"));
    }

    @Override
    public boolean pwhash(byte[] tag, byte[] password, byte[] salt, long passes, long memory) {
        try (PinnedObject out = PinnedObject.create(tag);
                PinnedObject in = PinnedObject.create(password);
                PinnedObject with = PinnedObject.create(salt)) {
            int status = pwhash.call(
                    out.addressOfArrayElement(0),
                    tag.length,
                    in.addressOfArrayElement(0),
                    password.length,
                    with.addressOfArrayElement(0),
                    passes,
                    WordFactory.unsigned(memory),
                    ARGON2ID13);
            return status == 0;
        }
    }

    private static PointerBase open(Path file) {
        try (CCharPointerHolder name = CTypeConversion.toCString(file.toString())) {
            PointerBase library = dlopen(name.get(), RTLD_NOW);
            if (library.isNull()) {
                throw new UnsatisfiedLinkError(CTypeConversion.toJavaString(dlerror()));
            }
            return library;
        }
    }

    private static CFunctionPointer symbol(PointerBase library, String name) {
        try (CCharPointerHolder symbol = CTypeConversion.toCString(name)) {
            CFunctionPointer found = dlsym(library, symbol.get());
            if (found.isNull()) {
                throw new UnsatisfiedLinkError("no " + name);
            }
            return found;
        }
    }

    @CFunction
    private static native PointerBase dlopen(CCharPointer file, int mode);

    @CFunction
    private static native CFunctionPointer dlsym(PointerBase library, CCharPointer symbol);

    @CFunction
    private static native CCharPointer dlerror();

    private interface Init extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call();
    }

    private interface Pwhash extends CFunctionPointer {
        @InvokeCFunctionPointer
        int call(
                CCharPointer tag,
                long tagBytes,
                CCharPointer password,
                long passwordBytes,
                CCharPointer salt,
                long passes,
                UnsignedWord memory,
                int algorithm);
    }
}
