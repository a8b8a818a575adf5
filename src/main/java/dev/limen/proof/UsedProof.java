package dev.limen.proof;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A DPoP proof that was accepted, kept until its age alone has it refused. */
@Entity
@Table(name = "used_proofs")
public class UsedProof extends PanacheEntityBase {

    @Id
    public byte[] hash;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** The one write that decides who uses the proof; whoever comes second waits for the first one's commit. */
    static boolean add(byte[] hash, Instant expiresAt) {
        return execute(
                "insert into used_proofs (hash, expires_at) values (?1, ?2) on conflict do nothing", hash, expiresAt);
    }

    /**
     * The same for a transaction that does nothing else: its commit does not wait for the disk. Others see it at once; a
     * crash of the database server may forget the last half second.
     */
    static boolean addWithoutWaiting(byte[] hash, Instant expiresAt) {
        return execute("""
                with quick as materialized (select set_config('synchronous_commit', 'off', true))
                insert into used_proofs (hash, expires_at)
                select cast(?1 as bytea), cast(?2 as timestamptz) from quick on conflict do nothing
                """, hash, expiresAt);
    }

    private static boolean execute(String insert, byte[] hash, Instant expiresAt) {
        return getEntityManager()
                        .createNativeQuery(insert)
                        .setParameter(1, hash)
                        .setParameter(2, expiresAt)
                        .executeUpdate()
                == 1;
    }
}
