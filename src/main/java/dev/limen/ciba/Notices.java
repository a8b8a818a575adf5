package dev.limen.ciba;

import dev.limen.grant.BackchannelRequest;
import dev.limen.grant.BackchannelRequests;
import dev.limen.web.Links;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells people what clients ask of them, in every way that there is, once the request is stored. */
@ApplicationScoped
class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);

    private final BackchannelRequests requests;
    private final Links links;
    private final Clock clock;
    private final Errands errands;
    private final List<Notifier> notifiers;

    Notices(BackchannelRequests requests, Links links, Clock clock, Errands errands, @All List<Notifier> notifiers) {
        this.requests = requests;
        this.links = links;
        this.clock = clock;
        this.errands = errands;
        this.notifiers = notifiers;
    }

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) Asked event) {
        errands.run(() -> notice(event.request()).ifPresent(notice -> notifiers.forEach(way -> tell(way, notice))));
    }

    private static void tell(Notifier way, Notice notice) {
        try {
            way.tell(notice);
        } catch (RuntimeException e) {
            LOG.warnf("%s could not be told of a request: %s", notice.person(), e.getMessage());
        }
    }

    @Transactional
    Optional<Notice> notice(UUID id) {
        return requests.byId(id).filter(found -> found.waits(clock.instant())).map(this::notice);
    }

    private Notice notice(BackchannelRequest request) {
        return new Notice(
                request.user,
                request.client,
                request.bindingMessage(),
                links.absolute("/approvals?request=" + request.id),
                Duration.between(clock.instant(), request.expiresAt));
    }
}
