package dev.limen.start;

import dev.limen.config.Issuer;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/** Says in the log, once the port is open, which issuer listens where: the two must fit, and often do not at first. */
@ApplicationScoped
class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);

    private final Issuer issuer;

    Announcement(Issuer issuer) {
        this.issuer = issuer;
    }

    void announce(@ObservesAsync HttpServerStart event) {
        HttpServerOptions listening = event.options();
        LOG.infof("Issuer %s listens on %s port %d", issuer.value(), listening.getHost(), listening.getPort());
    }
}
