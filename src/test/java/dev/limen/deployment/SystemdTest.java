package dev.limen.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Tool;
import dev.limen.support.Tool.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service of systemd, as it is and with the jar. */
class SystemdTest {

    private static final Path FILES = Path.of("deployment", "systemd");

    /** Tenths; a service without any of the hardening has 96. */
    private static final int EXPOSURE = 15;

    private final Tool analyze = Tool.require("systemd-analyze", "systemd");

    @TempDir
    Path directory;

    private Path unit;

    @BeforeEach
    void copy() throws IOException {
        unit = directory.resolve("limen.service");
        adapt("limen.service", unit);
    }

    @Test
    void theServiceIsUnderstood() {
        assertUnderstood();
    }

    @Test
    void theServiceOfTheJarIsUnderstood() throws IOException {
        addJvm();
        assertUnderstood();
    }

    @Test
    void itIsAllowedLittle() {
        assertHardened();
    }

    @Test
    void theJarIsAllowedLittle() throws IOException {
        addJvm();
        assertHardened();
    }

    private void addJvm() throws IOException {
        Path dropIns = Files.createDirectories(directory.resolve("limen.service.d"));
        adapt("jvm.conf", dropIns.resolve("jvm.conf"));
    }

    /** It looks whether the program is there. */
    private static void adapt(String name, Path target) throws IOException {
        String content = Files.readString(FILES.resolve(name));
        Files.writeString(
                target, content.replaceAll("(?m)^ExecStart=/(opt/limen/limen|usr/bin/java)", "ExecStart=/bin/true"));
    }

    private void assertUnderstood() {
        Ended verify = analyze.run("verify", "--man=no", unit);
        assertThat(verify.output()).isEmpty();
        assertThat(verify.code()).isZero();
    }

    private void assertHardened() {
        Ended security = analyze.run("security", "--no-pager", "--offline=true", "--threshold=" + EXPOSURE, unit);
        assertThat(security.code()).as(security.output()).isZero();
    }
}
