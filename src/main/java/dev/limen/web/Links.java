package dev.limen.web;

import dev.limen.config.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/**
 * Links to the provider's own addresses. They come from the configured issuer alone, never from {@code Host} or
 * {@code X-Forwarded-*}: whoever sends those headers would otherwise write our links.
 */
@ApplicationScoped
public class Links {

    private final Issuer issuer;
    private final String origin;

    Links(Issuer issuer) {
        this.issuer = issuer;
        this.origin = originOf(URI.create(issuer.value()));
    }

    /** A path-absolute link for use inside a page: {@code /login/x}, below the issuer's path. */
    public String path(String below) {
        return issuer.path(below);
    }

    /** An absolute link, for {@code Location} headers and for what leaves the provider. */
    public URI absolute(String below) {
        return URI.create(issuer.url(below));
    }

    /** The issuer's origin, as browsers write it in an {@code Origin} header (RFC 6454, section 6.2). */
    public String origin() {
        return origin;
    }

    /** Whether the issuer is reached over TLS, so that cookies and headers may demand it. */
    public boolean secure() {
        return issuer.https();
    }

    private static String originOf(URI uri) {
        boolean usual = uri.getPort() == -1
                || uri.getPort() == 443 && "https".equals(uri.getScheme())
                || uri.getPort() == 80 && "http".equals(uri.getScheme());
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
    }
}
