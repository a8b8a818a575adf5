package dev.limen.web;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The edge where every failure ends: it is logged here and nowhere else, under the reference id that the answer shows,
 * and answered in the shape of the channel on which it was raised.
 */
@Singleton
final class ErrorMappers {

    private static final Logger LOG = Logger.getLogger("dev.limen.errors");

    private final ErrorAnswers answers;

    ErrorMappers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response refused(OAuthException refusal, ContainerRequestContext request) {
        String reference = ReferenceId.of(request);
        Logger.Level level = refusal.error().code().asksAgain() ? Logger.Level.DEBUG : Logger.Level.INFO;
        log(level, request, refusal.detail(), null);
        return answers.refused(refusal.error(), request, reference);
    }

    @ServerExceptionMapper
    Response refused(PageException refusal, ContainerRequestContext request) {
        String reference = ReferenceId.of(request);
        log(Logger.Level.INFO, request, refusal.fault() + ": " + refusal.getMessage(), null);
        return answers.page(refusal.fault(), request, reference);
    }

    /** What the framework refuses before an endpoint sees it, for example 404, 405 and 415. */
    @ServerExceptionMapper
    Response http(WebApplicationException failure, ContainerRequestContext request) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        if (status == 500) {
            return failed(failure, request);
        }
        String reference = ReferenceId.of(request);
        // addresses that are not there are asked for all the time; the access log has them, with the reference
        Logger.Level level = status == 404 || status == 405 ? Logger.Level.DEBUG : Logger.Level.INFO;
        log(level, request, status + ": " + failure.getMessage(), null);
        return answers.http(failure.getResponse(), request, reference);
    }

    @ServerExceptionMapper
    Response failed(Throwable failure, ContainerRequestContext request) {
        String reference = ReferenceId.of(request);
        Optional<Throwable> outage = DatabaseOutage.in(failure);
        if (outage.isPresent()) {
            log(Logger.Level.ERROR, request, "the database is away: " + rootOf(outage.get()), null);
            return answers.fault(PageFault.UNAVAILABLE, ErrorCode.TEMPORARILY_UNAVAILABLE, request, reference);
        }
        if (rootOf(failure) instanceof HttpClosedException) {
            // nobody reads the answer, and it is no fault of ours
            log(Logger.Level.DEBUG, request, "the sender has hung up", null);
            return answers.fault(PageFault.INTERNAL, ErrorCode.SERVER_ERROR, request, reference);
        }
        log(Logger.Level.ERROR, request, "failed", failure);
        return answers.fault(PageFault.INTERNAL, ErrorCode.SERVER_ERROR, request, reference);
    }

    private static void log(Logger.Level level, ContainerRequestContext request, String text, Throwable failure) {
        String where =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        LOG.log(level, where + ": " + text, failure);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
