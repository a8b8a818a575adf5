package dev.limen.web;

import dev.limen.crypto.DpopNonces;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * The headers that every answer of a channel carries.
 *
 * <p>Two headers are left out on purpose. {@code Referrer-Policy: no-referrer} would make browsers send
 * {@code Origin: null} with our own forms. {@code Cross-Origin-Opener-Policy} would cut the tie to the window that opened
 * the sign-in, and applications that sign in through a popup need it.
 */
@ApplicationScoped
class ChannelHeaders {

    /**
     * No inline script or style, nothing from elsewhere but the clients' logos. There is no {@code form-action}: browsers
     * apply it to the redirect after the form as well, and that redirect ends at the client.
     */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: https:; "
                    + "font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The same for pages that have no form at all. */
    static final String POLICY_WITHOUT_FORMS = POLICY + "; form-action 'none'";

    /** For the one page that others put into frames: a script of ours, and nothing that could be seen or clicked. */
    static final String POLICY_FRAMED = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'";

    static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String DPOP = "DPoP";
    private static final String DPOP_NONCE = "DPoP-Nonce";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Links links;
    private final List<AllowedOrigins> origins;
    private final DpopNonces nonces;

    ChannelHeaders(Links links, @All List<AllowedOrigins> origins, DpopNonces nonces) {
        this.links = links;
        this.origins = origins;
        this.nonces = nonces;
    }

    void put(Channel channel, ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (links.secure()) {
            headers.putSingle("Strict-Transport-Security", ONE_YEAR);
        }
        switch (channel) {
            case FRONT -> front(headers);
            case PUBLIC -> everyone(headers);
            case BACK, API -> {
                neverStore(headers);
                nonce(request, headers);
                registeredOrigins(request, headers);
            }
        }
    }

    private static void front(MultivaluedMap<String, Object> headers) {
        neverStore(headers);
        headers.computeIfAbsent(CONTENT_SECURITY_POLICY, name -> List.of(POLICY));
        boolean framed = POLICY_FRAMED.equals(headers.getFirst(CONTENT_SECURITY_POLICY));
        if (!framed) {
            headers.putSingle("X-Frame-Options", "DENY");
        }
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Resource-Policy", framed ? "cross-origin" : "same-origin");
        headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    private static void everyone(MultivaluedMap<String, Object> headers) {
        headers.putSingle(ALLOW_ORIGIN, "*");
        headers.computeIfAbsent(HttpHeaders.CACHE_CONTROL, name -> List.of("public, max-age=300"));
    }

    private static void neverStore(MultivaluedMap<String, Object> headers) {
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.putSingle("Pragma", "no-cache");
    }

    /** RFC 9449, sections 8.2 and 9: whoever sends proofs learns the nonce for the next one with each answer. */
    private void nonce(ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
        if (request.getHeaderString(DPOP) != null) {
            headers.putSingle(DPOP_NONCE, nonces.current());
        }
    }

    private void registeredOrigins(ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
        headers.add(HttpHeaders.VARY, "Origin");
        String origin = request.getHeaderString("Origin");
        boolean every = EveryOriginFilter.marked(request);
        if (origin == null || !every && origins.stream().noneMatch(known -> known.allows(origin))) {
            return;
        }
        headers.putSingle(ALLOW_ORIGIN, origin);
        headers.putSingle("Access-Control-Expose-Headers", "WWW-Authenticate, " + DPOP_NONCE);
        if (request.getMethod().equals("OPTIONS")) {
            headers.putSingle("Access-Control-Allow-Methods", every ? "GET, POST, PUT, DELETE" : "GET, POST");
            headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type, " + DPOP);
            headers.putSingle("Access-Control-Max-Age", "600");
        }
    }
}
