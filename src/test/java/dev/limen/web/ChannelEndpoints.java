package dev.limen.web;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;

/** One endpoint of each channel, which answers or fails as its path says. */
final class ChannelEndpoints {

    private ChannelEndpoints() {}

    private static Response outcome(String kind) throws Exception {
        return switch (kind) {
            case "fine" -> Response.ok("fine").build();
            case "client" -> throw new OAuthException(ErrorCode.INVALID_CLIENT, "client unknown", "RFC 6749, 5.2");
            case "token" -> throw new OAuthException(ErrorCode.INVALID_TOKEN, "token ended", "RFC 6750, 3.1");
            case "anonymous" ->
                throw new NotAuthorizedException(Response.status(401).build());
            case "expired" -> throw new PageException(PageFault.EXPIRED, "too old");
            case "away" -> throw new IllegalStateException(new SQLException("gone", "57P01"));
            case "refused" -> throw new IllegalStateException(new ConnectException("Connection refused"));
            case "pool" -> throw new IllegalStateException(new SQLException("Sorry, acquisition timeout!"));
            case "bug" -> throw new IllegalStateException("secret-of-the-log");
            case "syntax" -> throw new IllegalStateException(new SQLException("secret-of-the-log", "42601"));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Path("/test/front/{kind}")
    @FrontChannel
    static class Front {
        @GET
        public Response get(@PathParam("kind") String kind) throws Exception {
            return outcome(kind);
        }

        @POST
        @SameOrigin
        @Consumes("application/x-www-form-urlencoded")
        public Response post(@PathParam("kind") String kind) throws Exception {
            return outcome(kind);
        }
    }

    @Path("/test/back/{kind}")
    @BackChannel
    static class Back {
        @POST
        @Consumes("application/x-www-form-urlencoded")
        public Response post(@PathParam("kind") String kind) throws Exception {
            return outcome(kind);
        }

        @OPTIONS
        public Response preflight() {
            return Response.noContent().build();
        }
    }

    @Path("/test/public/{kind}")
    @PublicMetadata
    static class Public {
        @GET
        public Response get(@PathParam("kind") String kind) throws Exception {
            return outcome(kind);
        }
    }

    @Path("/test/api/{kind}")
    @Api
    static class Protected {
        @GET
        public Response get(@PathParam("kind") String kind) throws Exception {
            return outcome(kind);
        }
    }

    @Singleton
    static class KnownOrigin implements AllowedOrigins {
        @Override
        public boolean allows(String origin) {
            return origin.equals("https://channel-test.example");
        }
    }
}
