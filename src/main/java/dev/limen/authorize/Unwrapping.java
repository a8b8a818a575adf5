package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.client.RequestDocuments;
import dev.limen.client.RequestObjectRules;
import dev.limen.client.RequestObjects;
import dev.limen.interaction.PushedRequests;
import dev.limen.jose.InvalidJwtException;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.RequestClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Takes an authorization request out of what it came in: a pushed request (RFC 9126), or a request object by value or by
 * reference (RFC 9101). What is in there is all that is asked; of the parameters beside it only {@code client_id} counts.
 */
@ApplicationScoped
class Unwrapping {

    private static final String REQUEST = "request";
    private static final String REQUEST_URI = "request_uri";

    private final RequestRequirements requirements;
    private final PushedRequests pushedRequests;
    private final RequestObjects objects;
    private final RequestDocuments documents;
    private final StrictJson json;

    Unwrapping(
            RequestRequirements requirements,
            PushedRequests pushedRequests,
            RequestObjects objects,
            RequestDocuments documents,
            StrictJson json) {
        this.requirements = requirements;
        this.pushedRequests = pushedRequests;
        this.objects = objects;
        this.documents = documents;
        this.json = json;
    }

    /**
     * What is asked. May call an address of the client, so it must not be called within a transaction.
     *
     * @throws OAuthException {@code invalid_request_uri}, {@code invalid_request_object}, {@code request_not_supported}, or
     *     {@code invalid_request} where server or client want another form of request
     */
    Unwrapped unwrap(Parameters outer, Client client) {
        Optional<String> uri = outer.get(REQUEST_URI);
        if (uri.isPresent() && outer.has(REQUEST)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "request and request_uri are both there", "RFC 9101, section 5");
        }
        if (uri.filter(pushedRequests::isPushed).isPresent() && requirements.pushing()) {
            return pushed(uri.get(), client);
        }
        if (requirements.pushed(client)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "the authorization request must be pushed", "RFC 9126, section 4");
        }
        return Unwrapped.plain(
                uri.isPresent() && requirements.objects() ? fetched(uri.get(), client) : direct(outer, client));
    }

    /**
     * As {@link #unwrap}, for what cannot come by reference. Calls nobody.
     *
     * @throws OAuthException {@code invalid_request_object} or {@code request_not_supported}, or {@code invalid_request}
     *     where the request must be signed and is not
     */
    Parameters direct(Parameters outer, Client client) {
        Optional<String> object = outer.get(REQUEST);
        if (object.isPresent() && requirements.objects()) {
            return byValue(object.get(), client);
        }
        if (requirements.signed(client)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "the request must be a signed request object", "RFC 9101, section 10.5");
        }
        return outer;
    }

    private Unwrapped pushed(String uri, Client client) {
        return pushedRequests
                .pushed(uri, client)
                .map(found -> new Unwrapped(found.parameters(), Optional.of(found.handle())))
                .orElseThrow(Unwrapping::gone);
    }

    /**
     * What the browser brought, where it was too long for an address; else the parameters as they are.
     *
     * @throws OAuthException {@code invalid_request_uri}, for the person only
     */
    Parameters brought(Parameters parameters, Client client) {
        return parameters
                .get(REQUEST_URI)
                .filter(pushedRequests::isHeld)
                .map(uri -> pushedRequests.held(uri, client).orElseThrow(Unwrapping::gone))
                .orElse(parameters);
    }

    /** Unknown, too old, used up and another client's are one answer. */
    private static OAuthException gone() {
        return new OAuthException(new OAuthError(
                ErrorCode.INVALID_REQUEST_URI,
                "request_uri is not valid, or not any more",
                "RFC 9126, section 4",
                "interaction_expired"));
    }

    private Parameters byValue(String object, Client client) {
        RequestObjectRules rules = requirements.rules(client);
        boolean mustBeSigned = requirements.signed(client) || rules.algorithm().isPresent();
        if (objects.isUnsigned(object) && !rules.unsigned() && !mustBeSigned) {
            // OpenID Connect Core 1.0, section 6.1 has unsigned ones too; by value they prove nothing
            throw new OAuthException(
                    ErrorCode.REQUEST_NOT_SUPPORTED,
                    "the client is not registered for request objects without a signature",
                    "OpenID Connect Core 1.0, section 3.1.2.6");
        }
        return read(object, client, rules);
    }

    private Parameters fetched(String uri, Client client) {
        return read(documents.at(uri, client), client, requirements.rulesFromOwnAddress(client));
    }

    private Parameters read(String object, Client client, RequestObjectRules rules) {
        try {
            return RequestClaims.parameters(objects.read(client, object, rules), json::writeAny);
        } catch (InvalidJwtException e) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST_OBJECT,
                    "the request object is not acceptable: " + e.getMessage(),
                    "RFC 9101, section 6");
        }
    }
}
