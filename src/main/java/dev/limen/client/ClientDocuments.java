package dev.limen.client;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.json.StrictJson;
import dev.limen.key.SignatureDemands;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import dev.limen.protocol.ClientDocument;
import dev.limen.protocol.ClientMetadata;
import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Loads the documents that describe clients, and stores what they say: so all nodes know it, and what people grant can hang
 * from it. A document is asked for again by the rules of HTTP within bounds; a failure is remembered for moments alone, so that
 * a stranger cannot make Limen ask a host in a loop.
 */
@ApplicationScoped
class ClientDocuments {

    private static final Logger LOG = Logger.getLogger(ClientDocuments.class);

    /** Client ID Metadata Document, section 8.7. */
    private static final int MAX_BYTES = 5 * 1024;

    private static final String TYPES = "application/json, application/*+json";

    /** What anyone can upload to a host is seldom served as this. */
    private static final Pattern JSON = Pattern.compile("(?i)application/(?:[a-z0-9.-]+\\+)?json\\s*(?:;.*)?");

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MAX_FAILURES = 1000;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final Outbound outbound;
    private final StrictJson json;
    private final Clock clock;
    private final Clients clients;
    private final DocumentPolicy policy;
    private final StrangerBudget strangers;
    private final SignatureDemands demands;
    private final Audit audit;
    private final SharedLoads<String> loads = new SharedLoads<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failure> eldest) {
            return size() > MAX_FAILURES;
        }
    };

    /** Why a document could not be used, and until when that is not tried again. */
    private record Failure(String sentence, Instant until) {}

    ClientDocuments(
            Outbound outbound,
            StrictJson json,
            Clock clock,
            Clients clients,
            DocumentPolicy policy,
            StrangerBudget strangers,
            SignatureDemands demands,
            Audit audit) {
        this.outbound = outbound;
        this.json = json;
        this.clock = clock;
        this.clients = clients;
        this.policy = policy;
        this.strangers = strangers;
        this.demands = demands;
        this.audit = audit;
    }

    /** Why the document could not be used a moment ago, as a sentence without its subject. */
    Optional<String> fault(String clientId) {
        return failure(clientId).or(() -> failure(fromHere(clientId)));
    }

    private Optional<String> failure(String key) {
        synchronized (failures) {
            return Optional.ofNullable(failures.get(key))
                    .filter(failure -> clock.instant().isBefore(failure.until()))
                    .map(Failure::sentence);
        }
    }

    /** What concerns the source of the current request alone; no identifier has a space. */
    private String fromHere(String clientId) {
        return clientId + " " + strangers.source();
    }

    /** Loads what was needed, unless another request has done so since. Many that need it at one time cause one load. */
    void load(DocumentNeededException needed) {
        String clientId = needed.clientId();
        loads.once(clientId, () -> {
            Optional<Client> known = clients.find(clientId);
            boolean sufficient = known.filter(this::isSufficient).isPresent();
            if (!sufficient && fault(clientId).isEmpty()) {
                loadNow(clientId, known.isEmpty());
            }
        });
    }

    private boolean isSufficient(Client known) {
        return !known.isDescribed() || clock.instant().isBefore(known.documentFreshUntil);
    }

    private void loadNow(String clientId, boolean unknown) {
        if (unknown && !strangers.admit()) {
            failed(fromHere(clientId), "was not asked for, as too many unknown clients came from your address");
            return;
        }
        try {
            OutboundAnswer answer = outbound.send(OutboundRequest.get(URI.create(clientId), TYPES, MAX_BYTES));
            if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
                failed(clientId, "was answered with status " + answer.status());
                return;
            }
            switch (read(clientId, answer)) {
                case ClientDocument.Usable usable -> store(clientId, usable.metadata(), answer);
                case ClientDocument.Unusable unusable -> refused(clientId, unusable.sentence());
            }
        } catch (OutboundException e) {
            LOG.infof("The document of a client cannot be loaded: %s", e.getMessage());
            switch (e.reason()) {
                case REDIRECTED -> refused(clientId, "was answered with a redirection, which is not followed");
                case TOO_LARGE -> refused(clientId, "is larger than " + MAX_BYTES + " bytes");
                case REFUSED, BUSY, UNREACHABLE, TIMED_OUT -> failed(clientId, "cannot be loaded");
            }
        }
    }

    /** The host answered, and what it says describes no client: one that it described before is none any more. */
    private void refused(String clientId, String sentence) {
        clients.undescribe(clientId);
        failed(clientId, sentence);
    }

    private ClientDocument read(String clientId, OutboundAnswer answer) {
        if (answer.status() != 200) {
            return new ClientDocument.Unusable("was answered with status " + answer.status());
        }
        if (!JSON.matcher(answer.header("content-type").orElse("")).matches()) {
            return new ClientDocument.Unusable("is not served as application/json");
        }
        return json.read(new String(answer.body(), StandardCharsets.UTF_8))
                .map(members -> signable(
                        ClientDocument.of(clientId, members, policy.scopes(), policy.profile()), members::containsKey))
                .orElse(new ClientDocument.Unusable("is no JSON object"));
    }

    /** The same, unless it asks for signatures for which there are no keys, and so for answers that nobody can give. */
    private ClientDocument signable(ClientDocument document, Predicate<String> said) {
        if (!(document instanceof ClientDocument.Usable(ClientMetadata metadata))) {
            return document;
        }
        return demands.unmet(metadata, said).entrySet().stream()
                .findFirst()
                .<ClientDocument>map(unmet -> new ClientDocument.Unusable(
                        "is faulty: '" + unmet.getKey().wire() + "' " + unmet.getValue()))
                .orElse(document);
    }

    private void store(String clientId, ClientMetadata metadata, OutboundAnswer answer) {
        Instant now = clock.instant();
        Change change = clients.describe(clientId, metadata, now.plus(Freshness.of(answer, now)));
        if (change != Change.UNCHANGED) {
            audit.record(new AuditEvent.ClientDescribed(clientId, change.name()));
        }
    }

    private void failed(String key, String sentence) {
        synchronized (failures) {
            failures.put(key, new Failure(sentence, clock.instant().plus(AFTER_FAILURE)));
        }
    }
}
