package dev.limen.device;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.DeviceCode;
import dev.limen.grant.DeviceCodes;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.Person;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.UserCode;
import dev.limen.session.Session;
import dev.limen.throttle.Charges;
import dev.limen.throttle.OverBudgetException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** A person enters a user code (RFC 8628, section 3.3). */
@ApplicationScoped
class Entry {

    private final DeviceCodes deviceCodes;
    private final Interactions interactions;
    private final Person person;
    private final Guesses guesses;
    private final Audit audit;

    Entry(DeviceCodes deviceCodes, Interactions interactions, Person person, Guesses guesses, Audit audit) {
        this.deviceCodes = deviceCodes;
        this.interactions = interactions;
        this.person = person;
        this.guesses = guesses;
        this.audit = audit;
    }

    /** Who enters it. */
    record Source(OpaqueToken browser, Optional<OpaqueToken> session, String address) {}

    /** What came of it. */
    sealed interface Outcome {
        /** A device waits; the handle names this browser's attempt to decide. */
        record Found(OpaqueToken handle) implements Outcome {}

        /** No device waits with this code: unknown, too old and used are one answer, so that nobody learns which. */
        record Wrong() implements Outcome {}

        /** There were too many wrong codes. */
        record Throttled(Duration retryAfter) implements Outcome {}
    }

    /** Tries a code. */
    Outcome enter(UserCode userCode, Source source) {
        Optional<Session> session = person.active(source.session());
        try {
            Charges charges = guesses.admit(session, source.browser(), source.address());
            return QuarkusTransaction.requiringNew().call(() -> tried(userCode, source, charges));
        } catch (OverBudgetException e) {
            audit.record(new AuditEvent.UserCodeDelayed(session.map(s -> s.user.sub), e.retryAfter()));
            return new Outcome.Throttled(e.retryAfter());
        }
    }

    private Outcome tried(UserCode userCode, Source source, Charges charges) {
        Optional<DeviceCode> device = deviceCodes.waiting(userCode).filter(waiting -> allowed(waiting.client));
        if (device.isEmpty()) {
            audit.record(new AuditEvent.UserCodeRefused());
            return new Outcome.Wrong();
        }
        guesses.right(charges);
        return new Outcome.Found(interactions.open(device.get(), userCode, source.browser()));
    }

    private static boolean allowed(Client client) {
        return client.enabled && client.metadata.allows(ClientMetadata.DEVICE_CODE);
    }
}
