package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * The filter behind {@link SameOrigin}. A browser that sends {@code Origin} must name the issuer's; one that does not, but
 * sends {@code Sec-Fetch-Site}, must say {@code same-origin}. Reading pages is not its business: only what changes state.
 */
@Provider
@SameOrigin
@Priority(ChannelFilter.FIRST + 1)
final class SameOriginFilter implements ContainerRequestFilter {

    private final Links links;

    SameOriginFilter(Links links) {
        this.links = links;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return;
        }
        String origin = request.getHeaderString("Origin");
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean ours = origin == null ? site == null || site.equals("same-origin") : origin.equals(links.origin());
        if (!ours) {
            throw new PageException(PageFault.FORGED, "posted from origin " + origin + ", site " + site);
        }
    }
}
