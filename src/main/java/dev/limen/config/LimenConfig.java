package dev.limen.config;

import dev.limen.protocol.Profile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithKeys;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting of Limen, read at run time. The environment variable form of {@code limen.tokens.code-lifetime} is
 * {@code LIMEN_TOKENS_CODE_LIFETIME}. Durations are ISO 8601 ({@code PT5M}) or as Quarkus reads them ({@code 5m}).
 */
@ConfigMapping(prefix = "limen")
public interface LimenConfig {

    /** The issuer, exactly as it appears in tokens and metadata (OpenID Connect Discovery 1.0, section 3). */
    @WithDefault("http://localhost:8080")
    URI issuer();

    /** Serves plain http although the issuer's host is no loopback address. */
    @WithDefault("false")
    boolean allowHttp();

    /** A realm file to apply at start. */
    Optional<String> realmFile();

    /** Where the embedded PostgreSQL keeps its files. */
    @WithDefault("data")
    String dataDir();

    /** 32 bytes in base64: encrypts signing keys and other secrets at rest, the same on every node. */
    Optional<String> masterKey();

    /** Hosts or CIDR ranges that outbound calls may reach although they are private or loopback. */
    Optional<List<String>> outboundAllowed();

    /** A PEM file of further certificate authorities for outbound calls. */
    Optional<String> outboundTrust();

    /** The requirements that hold for all clients. */
    @WithDefault("oauth21")
    Profile profile();

    /** The product name that pages show. */
    @WithDefault("Limen")
    String name();

    /** Switches by {@link Feature}; what is not named keeps its default. */
    @WithKeys(FeatureNames.class)
    Map<Feature, Optional<Boolean>> features();

    Tokens tokens();

    Sessions sessions();

    Interactions interactions();

    Requests requests();

    Load load();

    Logout logout();

    Passwords passwords();

    Throttle throttle();

    Device device();

    Ciba ciba();

    Mail mail();

    Keys keys();

    StatusLists statusLists();

    Dpop dpop();

    Audit audit();

    Mtls mtls();

    Registration registration();

    ClientDocuments clientDocuments();

    /** Lifetimes of what the token endpoint issues. */
    interface Tokens {
        /** How long an authorization code may wait for its redemption (RFC 6749, section 4.1.2). */
        @WithDefault("PT60S")
        Duration codeLifetime();

        @WithDefault("PT5M")
        Duration accessTokenLifetime();

        @WithDefault("PT5M")
        Duration idTokenLifetime();

        /** A refresh token that is not used for so long ends. */
        @WithDefault("P14D")
        Duration refreshIdle();

        /** No refresh token of a grant outlives this, counted from the authorization. */
        @WithDefault("P90D")
        Duration refreshLifetime();

        /**
         * How long a used refresh token still gives its unused successor again, for a client that lost the answer;
         * zero switches it off. Under a profile of FAPI 2.0 a refresh token is not used up, and this means nothing.
         */
        @WithDefault("PT10S")
        Duration refreshGrace();
    }

    /** Lifetimes of sign-in sessions. */
    interface Sessions {
        @WithDefault("PT8H")
        Duration idle();

        @WithDefault("PT24H")
        Duration lifetime();

        /** As {@link #idle}, where the person chose to stay signed in. */
        @WithDefault("P14D")
        Duration rememberedIdle();

        /** As {@link #lifetime}, where the person chose to stay signed in. */
        @WithDefault("P30D")
        Duration rememberedLifetime();
    }

    /** How clients hear of the end of a session. */
    interface Logout {
        /** How often a client is tried, without a browser, before it is given up. */
        @WithDefault("15")
        int attempts();

        /** The time between the first try and the second; each further one is twice as long. */
        @WithDefault("PT2S")
        Duration firstPause();

        /** The longest time between two tries. */
        @WithDefault("PT1H")
        Duration longestPause();

        /** How long the page of a sign-out waits for the frames of clients before it goes on. */
        @WithDefault("PT3S")
        Duration frames();
    }

    /** Authorization attempts that wait for a person. */
    interface Interactions {
        @WithDefault("PT1H")
        Duration lifetime();
    }

    /** The form of authorization requests. */
    interface Requests {
        /** How long a pushed request waits for its browser (RFC 9126, section 2.2); {@code expires_in}. */
        @WithDefault("PT60S")
        Duration pushedLifetime();

        /** Whether every client must push its requests (RFC 9126, section 5). */
        @WithDefault("false")
        boolean requirePushed();

        /** Whether every client must sign its requests (RFC 9101, section 10.5). */
        @WithDefault("false")
        boolean requireSigned();
    }

    /** How much a node takes on. */
    interface Load {
        /** Requests that may wait for a thread; further ones are told to come back. */
        @WithDefault("1000")
        int waiting();
    }

    /** Argon2id cost (RFC 9106) and the gate before it. */
    interface Passwords {
        /** Memory of one hash, in KiB. */
        @WithDefault("7168")
        int memory();

        @WithDefault("5")
        int iterations();

        @WithDefault("1")
        int parallelism();

        /** Hashes at one time; without it, the number of cores. */
        Optional<Integer> concurrency();

        /** How long a sign-in waits for its turn before it is told to come back. */
        @WithDefault("PT5S")
        @WithName("wait")
        Duration waitTime();
    }

    /** Budgets of wrong passwords. Beyond a budget, each further try has to wait twice as long as the one before. */
    interface Throttle {
        /** Failures for one account from one source. */
        @WithDefault("5")
        int perAccount();

        /** Failures for one account from all sources that never signed in to it. */
        @WithDefault("30")
        int perAccountEverywhere();

        /** Failures from one source over all accounts. */
        @WithDefault("50")
        int perSource();

        /** One failure for an account is forgotten in this time, and a whole budget of failures of a source. */
        @WithDefault("PT15M")
        Duration window();

        /** The longest wait before a further try. */
        @WithDefault("PT15M")
        Duration maxDelay();
    }

    /** Token Status Lists. */
    interface StatusLists {
        /** How long resource servers may keep a list before they ask again. */
        @WithDefault("PT30S")
        Duration ttl();
    }

    /** The device authorization grant (RFC 8628). */
    interface Device {
        /** How long a device waits for the person; {@code expires_in}. */
        @WithDefault("PT10M")
        Duration codeLifetime();

        /** The least time between two polls of a device; {@code interval}. */
        @WithDefault("PT5S")
        Duration interval();

        /** Codes that one source may ask for in the name of one public client, each window of the throttle. */
        @WithDefault("60")
        int requestsPerSource();

        /** Wrong user codes from one source, each window of the throttle. */
        @WithDefault("20")
        int wrongCodesPerSource();

        /** Wrong user codes from all sources where nobody is signed in, each window of the throttle. */
        @WithDefault("300")
        int wrongCodesEverywhere();
    }

    /** Client-Initiated Backchannel Authentication. */
    interface Ciba {
        /** How long a request waits for the person, where the client does not say; {@code expires_in}. */
        @WithDefault("PT5M")
        Duration lifetime();

        /** The longest that a client may ask for by {@code requested_expiry}. */
        @WithDefault("PT1H")
        Duration maxLifetime();

        /** The least time between two polls of a client; {@code interval}. */
        @WithDefault("PT5S")
        Duration interval();

        /** How long ago the person may have signed in who decides in a browser. */
        @WithDefault("PT15M")
        Duration maxAge();

        /** Requests of one client that may wait for one person at a time. */
        @WithDefault("3")
        int waitingPerPerson();

        /** Requests of one client to one person, each window of the throttle. */
        @WithDefault("10")
        int requestsPerPerson();
    }

    /** Messages to people. */
    interface Mail {
        /** The sender of all of them; without it, none is sent. */
        Optional<String> from();
    }

    /** Signing keys and their publication. */
    interface Keys {
        /** How long others may cache the published key set. */
        @WithDefault("PT5M")
        Duration jwksMaxAge();

        /** How long a key signs before the next one does; zero leaves that to the command {@code rotate-keys}. */
        @WithDefault("P90D")
        Duration rotation();

        /** The signature algorithms that there are keys for, by their JOSE names. */
        @WithDefault("RS256,PS256,ES256,EdDSA")
        List<String> algorithms();
    }

    /** Proofs of possession (RFC 9449). */
    interface Dpop {
        /** Whether a proof must repeat a nonce of the server. */
        @WithDefault("optional")
        NonceUse nonce();

        /** How long a nonce is accepted at the least; at the most twice as long. */
        @WithDefault("PT2M")
        Duration nonceLifetime();

        /** How far a proof's {@code iat} may be from the time of day, where no nonce tells its age. */
        @WithDefault("PT1M")
        Duration proofTolerance();
    }

    /** The audit trail in the database. */
    interface Audit {
        /** Events older than this are swept. */
        @WithDefault("P365D")
        Duration retention();
    }

    /** Clients that the document at their {@code client_id} describes. */
    interface ClientDocuments {
        /** The hosts whose documents count, {@code *.example.com} for all below one; without it, every public one. */
        Optional<List<String>> hosts();

        /** Scopes that such clients may ask for, besides those of OpenID Connect. */
        Optional<List<String>> scopes();
    }

    /** Certificates of clients (RFC 8705). */
    interface Mtls {
        /** Asks everyone who connects over TLS for a certificate, and takes whatever comes to be judged later. */
        @WithDefault("false")
        boolean requestCertificates();

        /** A PEM file of the authorities whose certificates {@code tls_client_auth} accepts; without it, none. */
        Optional<String> trust();

        /** The header in which a proxy passes the client's certificate on. */
        Optional<String> certificateHeader();

        @WithDefault("rfc9440")
        CertificateHeader certificateHeaderFormat();

        /** The addresses or CIDR ranges of the proxies whose header counts. */
        Optional<List<String>> trustedProxies();

        /** Where clients with certificates come, if it is not the issuer (RFC 8705, section 5). */
        Optional<URI> baseUrl();
    }

    /** Clients that register themselves (RFC 7591, RFC 7592). */
    interface Registration {
        /** Who may. */
        @WithDefault("off")
        RegistrationMode mode();

        /** The scope values that such a client may have. */
        @WithDefault("openid,profile,email,address,phone,offline_access")
        List<String> scopes();

        /** The grant types that such a client may have; implicit only where an older flow is on. */
        @WithDefault("authorization_code,refresh_token,implicit")
        List<String> grantTypes();

        /** The types of authorization details that such a client may ask for (RFC 9396). */
        Optional<List<String>> authorizationDetailsTypes();

        /** Whether such a client must send a code challenge even if it authenticates (RFC 7636). */
        @WithDefault("true")
        boolean requirePkce();

        /** Registrations from one source, each window of the throttle, where no initial access token is asked for. */
        @WithDefault("20")
        int perSource();

        /** A client that nobody has used for so long after its registration is deleted; zero keeps it. */
        @WithDefault("P30D")
        Duration unusedLifetime();
    }
}
