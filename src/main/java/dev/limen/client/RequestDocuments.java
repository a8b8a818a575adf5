package dev.limen.client;

import dev.limen.jose.JweReader;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Request objects that lie at an address of the client (RFC 9101, section 5.2; OpenID Connect Core 1.0, section 6.2). Only
 * addresses that the client has registered are called. A document whose hash is in its address never changes and is kept in
 * memory; any other is loaded each time.
 */
@ApplicationScoped
public class RequestDocuments {

    private static final String CLAUSE = "RFC 9101, section 7";
    private static final String TYPES = "application/oauth-authz-req+jwt, application/jwt, application/jose";

    /** RFC 9101, section 5.2. */
    private static final int MAX_URI = 512;

    private static final int MAX_KEPT = 256;
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Outbound outbound;

    /** By the hash of their content, so that an entry is true whoever asks. */
    private final Map<String, String> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_KEPT;
        }
    };

    RequestDocuments(Outbound outbound) {
        this.outbound = outbound;
    }

    /**
     * The JWT at this address. Never call it while holding a database connection.
     *
     * @throws OAuthException {@code invalid_request_uri} if the client has not registered the address, or it has no such
     *     document
     */
    public String at(String uri, Client client) {
        if (uri.length() > MAX_URI) {
            throw refused("request_uri is longer than " + MAX_URI + " characters", "length " + uri.length());
        }
        if (!isRegistered(uri, client.metadata.requestUris())) {
            throw refused("request_uri is not one that the client has registered", client + " has not registered it");
        }
        Optional<String> hash = fragment(uri).filter(text -> HASH.matcher(text).matches());
        return hash.flatMap(this::kept).orElseGet(() -> loaded(uri, hash));
    }

    /** A registered address with a fragment stands for one content, one without for whatever lies there. */
    static boolean isRegistered(String uri, List<String> registered) {
        return registered.contains(uri) || registered.contains(withoutFragment(uri));
    }

    private String loaded(String uri, Optional<String> hash) {
        String document = document(URI.create(withoutFragment(uri)));
        if (hash.isPresent()) {
            if (!hash.get().equals(hashOf(document))) {
                throw refused("the document at request_uri is not the one of its fragment", "another SHA-256");
            }
            keep(hash.get(), document);
        }
        return document;
    }

    private String document(URI uri) {
        try {
            OutboundAnswer answer = outbound.send(OutboundRequest.get(uri, TYPES, JweReader.MAX_LENGTH));
            if (answer.status() == 200) {
                return new String(answer.body(), StandardCharsets.UTF_8).strip();
            }
            throw refused(
                    "the document at request_uri cannot be loaded", uri.getHost() + ": status " + answer.status());
        } catch (OutboundException e) {
            throw refused("the document at request_uri cannot be loaded", e.getMessage());
        }
    }

    private static OAuthException refused(String description, String detail) {
        return new OAuthException(new OAuthError(ErrorCode.INVALID_REQUEST_URI, description, CLAUSE), detail);
    }

    private static String withoutFragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    private static Optional<String> fragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? Optional.empty() : Optional.of(uri.substring(hash + 1));
    }

    private static String hashOf(String document) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.digest(document.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> kept(String hash) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(hash));
        }
    }

    private void keep(String hash, String document) {
        synchronized (kept) {
            kept.put(hash, document);
        }
    }
}
