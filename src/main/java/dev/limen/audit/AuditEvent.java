package dev.limen.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the audit trail knows. The components of an event never hold a secret, nor a name that was typed at a
 * sign-in: people type passwords there by mistake.
 */
public sealed interface AuditEvent {

    /** The event in its stored form. */
    AuditEntry entry();

    /** A person proved who they are. */
    record SignedIn(Optional<String> clientId, String sub, String sid, List<String> amr) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("signed_in")
                    .client(clientId)
                    .sub(sub)
                    .sid(sid)
                    .with("amr", amr);
        }
    }

    /**
     * A sign-in was refused.
     *
     * @param sub of the account that was named, if there is one
     */
    record SignInRefused(Optional<String> clientId, Optional<String> sub, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("sign_in_refused")
                    .client(clientId)
                    .sub(sub)
                    .with("reason", reason);
        }
    }

    /** A sign-in has to wait, as there were too many wrong passwords, or too many at one time. */
    record SignInDelayed(Optional<String> clientId, String reason, Duration retryAfter) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("sign_in_delayed")
                    .client(clientId)
                    .with("reason", reason)
                    .with("retry_after", retryAfter.toSeconds());
        }
    }

    /** The browser goes on as another person who is signed in there, too. */
    record AccountChosen(Optional<String> clientId, String sub, String sid) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("account_chosen")
                    .client(clientId)
                    .sub(sub)
                    .sid(sid);
        }
    }

    /** A person signed out. */
    record SignedOut(Optional<String> clientId, String sub, String sid) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("signed_out").client(clientId).sub(sub).sid(sid);
        }
    }

    /** A session was ended by something else than its person's sign-out. */
    record SessionEnded(String sub, String sid, String cause) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("session_ended").sub(sub).sid(sid).with("cause", cause);
        }
    }

    /**
     * Everybody was signed out of a client by somebody else than themselves.
     *
     * @param sessions in how many live sessions it took part
     */
    record ClientSessionsEnded(String clientId, int sessions, String cause) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("client_sessions_ended")
                    .client(clientId)
                    .with("sessions", sessions)
                    .with("cause", cause);
        }
    }

    /** A client could not be told of the end of a session, and is not tried any more. */
    record LogoutNotDelivered(String clientId, String sid, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("logout_not_delivered")
                    .client(clientId)
                    .sid(sid)
                    .with("reason", reason);
        }
    }

    /** An account was disabled, enabled, or given another password. */
    record AccountChanged(String sub, String change) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("account_changed").sub(sub).with("change", change);
        }
    }

    /** A person allowed a client what it asked for. */
    record ConsentGiven(String clientId, String sub, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("consent_given").client(clientId).sub(sub).with("scope", scope);
        }
    }

    /** A person refused. */
    record ConsentDenied(String clientId, String sub, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("consent_denied")
                    .client(clientId)
                    .sub(sub)
                    .with("scope", scope);
        }
    }

    /** An authorization request was refused; {@code error} is the wire code. */
    record AuthorizationRefused(Optional<String> clientId, String error, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("authorization_refused")
                    .client(clientId)
                    .with("error", error)
                    .with("reason", reason);
        }
    }

    /** A client pushed an authorization request (RFC 9126). */
    record RequestPushed(String clientId) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("request_pushed").client(clientId);
        }
    }

    /** A device began to wait for a person (RFC 8628). */
    record DeviceRequested(String clientId, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("device_requested").client(clientId).with("scope", scope);
        }
    }

    /** A person allowed a device what it asked for. */
    record DeviceAllowed(String clientId, String sub, String sid, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("device_allowed")
                    .client(clientId)
                    .sub(sub)
                    .sid(sid)
                    .with("scope", scope);
        }
    }

    /** A person refused a device; no {@code sub} where nobody had signed in. */
    record DeviceDenied(String clientId, Optional<String> sub, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("device_denied").client(clientId).sub(sub).with("scope", scope);
        }
    }

    /** A user code was entered with which no device waits. */
    record UserCodeRefused() implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("user_code_refused");
        }
    }

    /** There were too many wrong user codes, so that the next has to wait. */
    record UserCodeDelayed(Optional<String> sub, Duration retryAfter) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("user_code_delayed").sub(sub).with("retry_after", retryAfter.toSeconds());
        }
    }

    /** A client asked something of a person who is elsewhere (CIBA); {@code request} names it in the events that follow. */
    record BackchannelRequested(String clientId, String sub, String request, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("backchannel_requested")
                    .client(clientId)
                    .sub(sub)
                    .with("request", request)
                    .with("scope", scope);
        }
    }

    /** A person allowed it; {@code by} is the client whose authenticator said so, or absent for the person's browser. */
    record BackchannelAllowed(String clientId, String sub, String request, String scope, Optional<String> by)
            implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("backchannel_allowed")
                    .client(clientId)
                    .sub(sub)
                    .with("request", request)
                    .with("scope", scope)
                    .with("by", by.orElse("browser"));
        }
    }

    /** A person refused it. */
    record BackchannelDenied(String clientId, String sub, String request, String scope, Optional<String> by)
            implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("backchannel_denied")
                    .client(clientId)
                    .sub(sub)
                    .with("request", request)
                    .with("scope", scope)
                    .with("by", by.orElse("browser"));
        }
    }

    /** A client that wants to be told of decisions could not be told of this one, and is left to ask by itself. */
    record NotificationGivenUp(String clientId, String request, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("notification_given_up")
                    .client(clientId)
                    .with("request", request)
                    .with("reason", reason);
        }
    }

    /** The token endpoint answered with tokens; no {@code sub} where a client acts for itself. */
    record TokenIssued(String clientId, Optional<String> sub, String grantType, String scope) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("token_issued")
                    .client(clientId)
                    .sub(sub)
                    .with("grant_type", grantType)
                    .with("scope", scope);
        }
    }

    /** A token was issued that is good for authorization details (RFC 9396); of them, what kinds of details they are. */
    record DetailsIssued(String clientId, Optional<String> sub, String grantType, List<String> types)
            implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("details_issued")
                    .client(clientId)
                    .sub(sub)
                    .with("grant_type", grantType)
                    .with("types", types);
        }
    }

    /**
     * A token was accepted for exchange (RFC 8693); what came of it follows as an event of its own.
     *
     * @param sub the person whom it is about; absent: a client
     * @param subjectClient the client that the token was taken from
     * @param actors who act, the last one first; empty: the client is taken for the subject
     */
    record TokenExchanged(
            String clientId, Optional<String> sub, String subjectClient, List<String> actors, List<String> audience)
            implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("token_exchanged")
                    .client(clientId)
                    .sub(sub)
                    .with("subject_client", subjectClient)
                    .with("actors", actors)
                    .with("audience", audience);
        }
    }

    /** An assertion of another issuer was accepted (RFC 7523); {@code sub} is the account that it led to. */
    record AssertionAccepted(String clientId, String sub, String issuer) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("assertion_accepted")
                    .client(clientId)
                    .sub(sub)
                    .with("issuer", issuer);
        }
    }

    /** The token endpoint refused; {@code error} is the wire code. */
    record TokenRefused(Optional<String> clientId, String grantType, String error, String reason)
            implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("token_refused")
                    .client(clientId)
                    .with("grant_type", grantType)
                    .with("error", error)
                    .with("reason", reason);
        }
    }

    /** A client revoked a token (RFC 7009). */
    record TokenRevoked(String clientId, Optional<String> sub, String tokenType) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("token_revoked").client(clientId).sub(sub).with("token_type", tokenType);
        }
    }

    /** A code was presented again: somebody may have stolen it, and its grant is revoked (RFC 6749, section 4.1.2). */
    record CodeReplayed(String clientId, Optional<String> sub) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("code_replayed").client(clientId).sub(sub);
        }
    }

    /** A used refresh token was presented again, and its grant is revoked (RFC 9700, section 4.14.2). */
    record RefreshReplayed(String clientId, Optional<String> sub) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("refresh_replayed").client(clientId).sub(sub);
        }
    }

    /** A client did not prove who it is. */
    record ClientAuthenticationFailed(Optional<String> clientId, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("client_authentication_failed")
                    .client(clientId)
                    .with("reason", reason);
        }
    }

    /** Somebody was given what lets so many clients register (RFC 7591, section 3). */
    record InitialAccessTokenMade(String uses, Duration lifetime) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("initial_access_token_made")
                    .with("uses", uses)
                    .with("lifetime", lifetime);
        }
    }

    /** All of those tokens ended. */
    record InitialAccessTokensEnded(String count) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("initial_access_tokens_ended").with("count", count);
        }
    }

    /** A client registered itself (RFC 7591); {@code by} says what let it. */
    record ClientRegistered(String clientId, String by, List<String> redirectUris) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("client_registered")
                    .client(clientId)
                    .with("by", by)
                    .with("redirect_uris", redirectUris);
        }
    }

    /** A client that registered itself changed that (RFC 7592, section 2.2). */
    record ClientUpdated(String clientId, List<String> redirectUris) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("client_updated").client(clientId).with("redirect_uris", redirectUris);
        }
    }

    /** A client that registered itself ended that (RFC 7592, section 2.3). */
    record ClientDeleted(String clientId) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("client_deleted").client(clientId);
        }
    }

    /** The registration of a client, or its change, was refused; {@code error} is the wire code. */
    record RegistrationRefused(Optional<String> clientId, String error, String reason) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.failure("registration_refused")
                    .client(clientId)
                    .with("error", error)
                    .with("reason", reason);
        }
    }

    /** A client was described by the document at its identifier for the first time, or in another way than before. */
    record ClientDescribed(String clientId, String change) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("client_described").client(clientId).with("change", change);
        }
    }

    /** A realm file was applied; what it created and changed, in words. */
    record RealmApplied(String summary) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("realm_applied").with("summary", summary);
        }
    }

    /** A signing key was made. */
    record KeyMade(String kid, String algorithm) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("key_made").with("kid", kid).with("alg", algorithm);
        }
    }

    /** A signing key signs from now on. */
    record KeyActivated(String kid, String algorithm) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("key_activated").with("kid", kid).with("alg", algorithm);
        }
    }

    /** A signing key signs no more; what it signed is still accepted. */
    record KeyRetiring(String kid, String algorithm) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("key_retiring").with("kid", kid).with("alg", algorithm);
        }
    }

    /** A signing key is published and accepted no more. */
    record KeyRetired(String kid, String algorithm) implements AuditEvent {
        @Override
        public AuditEntry entry() {
            return AuditEntry.success("key_retired").with("kid", kid).with("alg", algorithm);
        }
    }
}
