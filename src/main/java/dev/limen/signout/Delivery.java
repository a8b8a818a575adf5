package dev.limen.signout;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.config.LimenConfig;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundException.Reason;
import dev.limen.outbound.OutboundRequest;
import dev.limen.protocol.OAuthException;
import dev.limen.signout.Letters.Letter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Tells one client of the end of one session, and decides what follows from its answer. */
@ApplicationScoped
class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_ANSWER = 4 * 1024;

    /** The client understood, and says no: a fresh token may still do, where it had old keys, but time alone will not. */
    private static final int SAYS_NO = 400;

    private static final int TRIES_OF_WHAT_IS_REFUSED = 3;
    private static final int SHORTLY_MILLIS = 200;

    private final Letters letters;
    private final Outbound outbound;
    private final Notices notices;
    private final Audit audit;
    private final MeterRegistry meters;
    private final Backoff backoff;
    private final int tries;

    Delivery(
            Letters letters,
            Outbound outbound,
            Notices notices,
            Audit audit,
            MeterRegistry meters,
            LimenConfig config) {
        this.letters = letters;
        this.outbound = outbound;
        this.notices = notices;
        this.audit = audit;
        this.meters = meters;
        this.backoff = new Backoff(config.logout().firstPause(), config.logout().longestPause());
        this.tries = config.logout().attempts();
    }

    /** Outside of transactions: the client may take its time. */
    void deliver(Notice notice) {
        Optional<Letter> letter;
        try {
            letter = letters.of(notice);
        } catch (OAuthException e) {
            failed(
                    notice,
                    "a client",
                    "no logout token can be made: " + e.error().description(),
                    tries);
            return;
        } catch (IllegalStateException e) {
            failed(notice, "a client", "no logout token can be made: " + e.getMessage(), tries);
            return;
        }
        letter.ifPresentOrElse(written -> send(notice, written), () -> notices.remove(notice));
    }

    private void send(Notice notice, Letter letter) {
        try {
            int status = outbound.send(OutboundRequest.post(letter.to(), FORM, letter.body(), MAX_ANSWER))
                    .status();
            if (status >= 200 && status < 300) { // section 2.8: some frameworks make a 204 of an empty 200
                notices.remove(notice);
                count("delivered");
                return;
            }
            failed(notice, letter.clientId(), "it answered " + status, status == SAYS_NO ? refusals() : tries);
        } catch (OutboundException e) {
            if (e.reason() == Reason.BUSY) {
                notices.postpone(notice, shortly());
                return;
            }
            failed(notice, letter.clientId(), e.getMessage(), tries);
        }
    }

    private int refusals() {
        return Math.min(TRIES_OF_WHAT_IS_REFUSED, tries);
    }

    private void failed(Notice notice, String clientId, String failure, int most) {
        if (notice.attempts() < most) {
            notices.tryAgain(notice, backoff.after(notice.attempts(), ThreadLocalRandom.current()), failure);
            count("failed");
            return;
        }
        notices.giveUp(notice, failure);
        count("given_up");
        audit.record(new AuditEvent.LogoutNotDelivered(clientId, notice.sid(), failure));
        LOG.warnf(
                "The client %s could not be told of the end of a session, in %d tries, and will not be tried again: %s."
                        + " The view logout_failures has it",
                clientId, notice.attempts(), failure);
    }

    private void count(String outcome) {
        meters.counter("limen.logout.deliveries", "outcome", outcome).increment();
    }

    private static Duration shortly() {
        return Duration.ofMillis(SHORTLY_MILLIS + ThreadLocalRandom.current().nextInt(SHORTLY_MILLIS));
    }
}
