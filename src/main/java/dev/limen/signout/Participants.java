package dev.limen.signout;

import dev.limen.client.Client;
import dev.limen.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The clients that took part in a session. */
@ApplicationScoped
public class Participants {

    private static final String OF = """
            select c.* from clients c
            where c.enabled and c.id in (select p.client_id from session_clients p where p.session_id = ?1)
            order by c.client_id
            """;

    private final EntityManager database;

    Participants(EntityManager database) {
        this.database = database;
    }

    /** The enabled clients to which the person was signed in by this session, live or ended. */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Client> of(Session session) {
        return database.createNativeQuery(OF, Client.class)
                .setParameter(1, session.id)
                .getResultList();
    }
}
