package dev.limen.web;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.protocol.OpaqueToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Keeps the state that scripts see in step with the session's cookie, whichever page changes that. */
@Provider
@FrontChannel
final class BrowserStateFilter implements ContainerResponseFilter {

    private final BrowserCookies cookies;
    private final BrowserState state;
    private final Features features;

    BrowserStateFilter(BrowserCookies cookies, BrowserState state, Features features) {
        this.cookies = cookies;
        this.state = state;
        this.features = features; // asked at run time: this is made when the program is built
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!features.enabled(Feature.SESSION_MANAGEMENT)) {
            return;
        }
        Optional<NewCookie> changed = Optional.ofNullable(response.getCookies().get(cookies.sessionName()));
        Optional<String> session = changed.map(Cookie::getValue).or(() -> sent(request));
        Optional<NewCookie> wanted = session.flatMap(OpaqueToken::parse)
                .map(state::of)
                .or(() -> changed.map(gone -> state.signedOut()))
                .map(cookies::state);
        wanted.filter(cookie -> !BrowserCookies.has(request.getCookies(), cookie))
                .ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }

    private Optional<String> sent(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(cookies.sessionName()))
                .map(Cookie::getValue);
    }
}
