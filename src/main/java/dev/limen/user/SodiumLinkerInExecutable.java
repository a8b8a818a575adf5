package dev.limen.user;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.nio.file.Path;

/** Takes the place of {@link SodiumLinker} in a native executable, where the JDK's linker may not be there. */
@TargetClass(SodiumLinker.class)
final class SodiumLinkerInExecutable {

    private SodiumLinkerInExecutable() {}

    @Substitute
    static Sodium link(Path library) {
        return SodiumInExecutable.link(library);
    }
}
