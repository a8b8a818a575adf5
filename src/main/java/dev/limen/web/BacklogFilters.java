package dev.limen.web;

import dev.limen.protocol.ErrorCode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses, in the shape of its channel, what the {@link Backlog} has no room for: on the event loop, before a request is given
 * to a thread, and before every other filter of its endpoint. Public documents are
 * always answered. What lies between the first filter here and the last is the wait.
 */
@Singleton
final class BacklogFilters {

    private static final String PROPERTY = "limen.waiting";

    private final Backlog backlog;
    private final ErrorAnswers answers;

    BacklogFilters(Backlog backlog, ErrorAnswers answers) {
        this.backlog = backlog;
        this.answers = answers;
    }

    @FrontChannel
    @ServerRequestFilter(nonBlocking = true, priority = ChannelFilter.FIRST - 2)
    Response front(ContainerRequestContext request) {
        return answer(Channel.FRONT, request);
    }

    @BackChannel
    @ServerRequestFilter(nonBlocking = true, priority = ChannelFilter.FIRST - 2)
    Response back(ContainerRequestContext request) {
        return answer(Channel.BACK, request);
    }

    @Api
    @ServerRequestFilter(nonBlocking = true, priority = ChannelFilter.FIRST - 2)
    Response api(ContainerRequestContext request) {
        return answer(Channel.API, request);
    }

    /** The first filter that runs on the thread. */
    @ServerRequestFilter(priority = ChannelFilter.FIRST - 1)
    void begun(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) != null) {
            request.removeProperty(PROPERTY);
            backlog.leave();
        }
    }

    /** Null lets the request pass, as the framework has it. */
    private Response answer(Channel channel, ContainerRequestContext request) {
        if (backlog.enter()) {
            request.setProperty(PROPERTY, true);
            return null;
        }
        channel.mark(request);
        return answers.fault(
                PageFault.UNAVAILABLE, ErrorCode.TEMPORARILY_UNAVAILABLE, request, ReferenceId.of(request));
    }
}
