package dev.limen.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The account under which the server's programs run: PostgreSQL refuses to work for root, so a program run by root
 * takes its privileges away from them.
 *
 * @param prefix the command to put before theirs; empty for an ordinary user
 */
record ServerAccount(List<String> prefix) {
    private static final int ROOT = 0;

    /** The conventional number of the account without rights. */
    private static final int NOBODY = 65534;

    /**
     * The account for the files of a cluster. An ordinary user is itself. Root becomes the owner of their directory, or,
     * where root owns it, enters a user namespace without privileges; where namespaces are forbidden, it gives the
     * directory to nobody.
     */
    static ServerAccount forFilesIn(Path clusterHome) throws IOException {
        if (currentUser() != ROOT) {
            return new ServerAccount(List.of());
        }
        int owner = ownerOf(clusterHome);
        if (owner != ROOT) {
            return switchedTo(owner);
        }
        if (namespacesAllowed()) {
            return new ServerAccount(List.of("unshare", "--user"));
        }
        return givenToNobody(clusterHome);
    }

    /**
     * What root does without user namespaces, as in most containers. On its way to the files the account has to pass the
     * data directory, which shows it no more than that: what else is there is readable by its owner alone.
     */
    static ServerAccount givenToNobody(Path clusterHome) throws IOException {
        try (Stream<Path> tree = Files.walk(clusterHome)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY);
                Files.setAttribute(path, "unix:gid", NOBODY);
            }
        }
        Path servers = clusterHome.getParent();
        letPass(servers);
        letPass(servers.getParent());
        return switchedTo(NOBODY);
    }

    private static void letPass(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(directory, permissions);
    }

    private static ServerAccount switchedTo(int uid) {
        return new ServerAccount(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
    }

    private static int currentUser() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return ownerOf(self);
        }
        return "root".equals(System.getProperty("user.name")) ? ROOT : NOBODY;
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static boolean namespacesAllowed() {
        try {
            return new ProcessBuilder("unshare", "--user", "true")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
