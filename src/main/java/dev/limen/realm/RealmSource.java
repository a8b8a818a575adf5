package dev.limen.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a realm file, and where it came from. */
record RealmSource(String name, String text) {

    private static final String CLASSPATH = "classpath:";
    private static final int MAX_BYTES = 4 * YamlDocument.MAX_LENGTH;

    /**
     * Reads a file, or with the prefix {@code classpath:} a resource of the program.
     *
     * @throws RealmFileException if it cannot be read, or is not UTF-8
     */
    static RealmSource read(String location) {
        try {
            return new RealmSource(location, text(location, bytes(location)));
        } catch (NoSuchFileException e) {
            throw new RealmFileException("The realm file " + location + " does not exist");
        } catch (IOException | InvalidPathException e) {
            throw new RealmFileException("The realm file " + location + " cannot be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(String location) throws IOException {
        try (InputStream stream = location.startsWith(CLASSPATH)
                ? resource(location.substring(CLASSPATH.length()))
                : Files.newInputStream(Path.of(location))) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new RealmFileException("The realm file " + location + " is longer than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static InputStream resource(String name) throws NoSuchFileException {
        InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new NoSuchFileException(name);
        }
        return stream;
    }

    private static String text(String location, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RealmFileException("The realm file " + location + " is not UTF-8");
        }
    }

    @Override
    public String toString() {
        return "RealmSource[" + name + "]";
    }
}
