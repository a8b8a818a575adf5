package dev.limen.registration;

import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import java.util.List;
import java.util.stream.Collectors;

/** How registrations are refused (RFC 7591, section 3.2.2; RFC 7592, section 2.1). */
final class Refusals {

    private static final String CLAUSE = "RFC 7591, section 3.2.2";
    private static final OAuthError TOKEN = new OAuthError(
            ErrorCode.INVALID_TOKEN, "the token is not good for this, or not any more", "RFC 7592, section 2.1");

    private Refusals() {}

    /** All that is wrong, in one answer; the redirection URIs have a code of their own. */
    static OAuthException of(List<Fault> faults) {
        boolean redirect =
                faults.stream().anyMatch(fault -> fault.field().equals(ClientMetadataField.REDIRECT_URIS.wire()));
        return new OAuthException(
                redirect ? ErrorCode.INVALID_REDIRECT_URI : ErrorCode.INVALID_CLIENT_METADATA,
                faults.stream().map(Refusals::words).collect(Collectors.joining("; ")),
                CLAUSE);
    }

    static OAuthException metadata(String description) {
        return new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, description, CLAUSE);
    }

    static OAuthException statement(String description, String detail) {
        return new OAuthException(new OAuthError(ErrorCode.INVALID_SOFTWARE_STATEMENT, description, CLAUSE), detail);
    }

    static OAuthException unapproved(String detail) {
        return new OAuthException(
                new OAuthError(
                        ErrorCode.UNAPPROVED_SOFTWARE_STATEMENT,
                        "software_statement is not from an issuer that is trusted here for software statements",
                        CLAUSE),
                detail);
    }

    /** One text for every reason: nobody learns which clients there are. */
    static OAuthException token(String detail) {
        return new OAuthException(TOKEN, detail);
    }

    /** The names of members are ours, or passed the syntax of a language tag. */
    private static String words(Fault fault) {
        String element = fault.element().isPresent() ? "[" + fault.element().getAsInt() + "]" : "";
        return fault.field() + element + " " + sayable(fault.sentence());
    }

    /** RFC 6749, section 5.2. */
    private static String sayable(String sentence) {
        return sentence.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
