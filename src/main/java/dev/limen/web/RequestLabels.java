package dev.limen.web;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps the labels of {@code http_server_requests_seconds} to the endpoints that exist and the methods that HTTP has: the
 * framework takes both from the request where no endpoint matches, so a stranger could fill the memory with names.
 */
@Singleton
final class RequestLabels implements HttpServerMetricsTagsContributor {

    /** Where the framework leaves the path of the endpoint that matched, with {@code {handle}} for a handle. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    private static final String OTHER = "OTHER";
    private static final int FIRST_ERROR = 400;

    @Override
    public Tags contribute(Context context) {
        Tags tags = METHODS.contains(context.request().method()) ? Tags.empty() : Tags.of("method", OTHER);
        return context.requestContextLocalData(TEMPLATE) instanceof String ? tags : tags.and("uri", place(context));
    }

    private static String place(Context context) {
        HttpServerRequest request = context.request();
        boolean asset = request.path() != null && request.path().startsWith("/assets/");
        return asset && context.response().statusCode() < FIRST_ERROR ? "/assets/{file}" : OTHER;
    }
}
