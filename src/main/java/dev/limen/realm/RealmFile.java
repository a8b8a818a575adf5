package dev.limen.realm;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.config.Issuer;
import dev.limen.config.Profiles;
import dev.limen.user.PasswordHashing;
import dev.limen.user.PasswordPolicy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies realm files, each as a whole or not at all. */
@ApplicationScoped
public class RealmFile {

    /** What nodes that apply at one time take turns by. */
    private static final long ADVISORY_LOCK = 0x6c696d656e01L;

    private static final int ATTEMPTS = 10;

    private final StoredRealm stored;
    private final RealmApplication application;
    private final UserApplication users;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final EntityManager database;
    private final Audit audit;
    private final Issuer issuer;
    private final Profiles profiles;
    private final Batches batches;

    RealmFile(
            StoredRealm stored,
            RealmApplication application,
            UserApplication users,
            PasswordHashing hashing,
            PasswordPolicy policy,
            EntityManager database,
            Audit audit,
            Issuer issuer,
            Profiles profiles,
            Batches batches) {
        this.stored = stored;
        this.application = application;
        this.users = users;
        this.hashing = hashing;
        this.policy = policy;
        this.database = database;
        this.audit = audit;
        this.issuer = issuer;
        this.profiles = profiles;
        this.batches = batches;
    }

    /**
     * Checks a file against itself and against what is stored; changes nothing.
     *
     * @param location a path, or a resource of the program with the prefix {@code classpath:}
     * @throws RealmFileException with every fault
     */
    public void check(String location) {
        checked(RealmSource.read(location));
    }

    /**
     * Applies a file in one transaction. Applying it again changes nothing, and what it does not name is left alone.
     *
     * @param location a path, or a resource of the program with the prefix {@code classpath:}
     * @throws RealmFileException with every fault; then nothing was changed
     */
    public Applied apply(String location) {
        return apply(RealmSource.read(location));
    }

    Applied apply(RealmSource source) {
        for (int attempt = 1; true; attempt++) {
            Realm realm = checked(source);
            PreparedPasswords passwords = new PreparedPasswords(hashing);
            needingPasswords(realm).forEach(passwords::prepare);
            try {
                Applied applied = store(source, passwords);
                if (applied.changedSomething()) {
                    audit.record(new AuditEvent.RealmApplied(applied.toString()));
                }
                passwords.warn(source.name(), policy);
                return applied;
            } catch (UserApplication.PasswordNotPreparedException e) {
                if (attempt == ATTEMPTS) {
                    throw new RealmFileException("The realm file " + source.name()
                            + " was not applied: others keep changing the same users");
                }
            }
        }
    }

    private Realm checked(RealmSource source) {
        return QuarkusTransaction.requiringNew().call(() -> read(source));
    }

    private List<UserEntry> needingPasswords(Realm realm) {
        List<UserEntry> needing = new ArrayList<>();
        QuarkusTransaction.requiringNew()
                .run(() -> batches.each(realm.users(), user -> {
                    if (users.needsPassword(user)) {
                        needing.add(user);
                    }
                }));
        return needing;
    }

    private Applied store(RealmSource source, PreparedPasswords passwords) {
        return QuarkusTransaction.requiringNew().call(() -> {
            database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                    .setParameter("lock", ADVISORY_LOCK)
                    .getSingleResult();
            return application.store(read(source), passwords);
        });
    }

    /** Reads the file anew each time, as a check belongs to the transaction that relies on it. */
    private Realm read(RealmSource source) {
        Faults faults = new Faults();
        Placeholders environment = new Placeholders(this::environment);
        Realm realm = RealmReader.read(source.text(), environment, profiles.server(), faults);
        stored.check(realm);
        if (!faults.isEmpty()) {
            throw new RealmFileException(source.name(), faults.inOrder());
        }
        return realm;
    }

    /** The environment; {@code LIMEN_ISSUER} is there even where the setting has its default or comes from elsewhere. */
    private Optional<String> environment(String name) {
        return name.equals("LIMEN_ISSUER") ? Optional.of(issuer.value()) : Optional.ofNullable(System.getenv(name));
    }
}
