package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** Which applications are a person's. */
@ApplicationScoped
public class UsedClients {

    private static final String OF = """
            select c.* from clients c
            where c.enabled and c.metadata ->> 'initiate_login_uri' is not null
            and (c.metadata ->> 'consent' = 'none'
              or exists (select 1 from consents k where k.user_id = ?1 and k.client_id = c.id)
              or exists (select 1 from grants g where g.user_id = ?1 and g.client_id = c.id and g.revoked_at is null))
            order by coalesce(c.metadata ->> 'client_name', c.client_id), c.client_id limit 100
            """;

    private final EntityManager database;

    UsedClients(EntityManager database) {
        this.database = database;
    }

    /**
     * The enabled clients with an {@code initiate_login_uri} that the person has used, and those of the house, which nobody
     * has to allow; by name, a hundred at the most.
     */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Client> of(User user) {
        return database.createNativeQuery(OF, Client.class)
                .setParameter(1, user.id)
                .getResultList();
    }
}
