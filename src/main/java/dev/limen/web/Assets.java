package dev.limen.web;

import dev.limen.protocol.Sha256;
import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Links to style, scripts and images. Each carries the hash of its content, so that browsers may keep it for a year and
 * still see a new version at once.
 */
@TemplateData
@ApplicationScoped
public class Assets {

    private static final String FOLDER = "META-INF/resources/assets/";
    private static final int HASH_BYTES = 6;

    private final Links links;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    Assets(Links links) {
        this.links = links;
    }

    /** The address of an asset by its file name. */
    public String at(String file) {
        return addresses.computeIfAbsent(file, name -> links.path("/assets/" + name + "?v=" + hash(name)));
    }

    private static String hash(String file) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream content = loader.getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                throw new IllegalArgumentException("no asset " + file);
            }
            return HexFormat.of().formatHex(Sha256.digest(content.readAllBytes()), 0, HASH_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
