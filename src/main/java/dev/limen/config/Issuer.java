package dev.limen.config;

import jakarta.enterprise.context.ApplicationScoped;

/** The issuer identifier and the absolute URLs below it. Never derived from a request. */
@ApplicationScoped
public class Issuer {

    private final String value;
    private final String basePath;
    private final boolean https;

    Issuer(LimenConfig config) {
        value = config.issuer().toString();
        basePath = config.issuer().getPath() == null ? "" : config.issuer().getPath();
        https = "https".equalsIgnoreCase(config.issuer().getScheme());
    }

    /** The identifier as it appears in {@code iss}, byte for byte. */
    public String value() {
        return value;
    }

    /** The absolute URL of an endpoint; {@code path} begins with a slash. */
    public String url(String path) {
        return value + path;
    }

    /** The path-absolute link to a page, for use inside answers to a browser; {@code path} begins with a slash. */
    public String path(String path) {
        return basePath + path;
    }

    public boolean https() {
        return https;
    }

    @Override
    public String toString() {
        return value;
    }
}
