package dev.limen.audit;

import dev.limen.user.PasswordChanged;
import dev.limen.user.UserDisabled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;

/** Records changes of accounts, by whatever way they came, once they hold. */
@Singleton
class AccountTrail {

    private final Audit audit;

    AccountTrail(Audit audit) {
        this.audit = audit;
    }

    void disabled(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserDisabled event) {
        audit.record(new AuditEvent.AccountChanged(event.sub(), "disabled"));
    }

    void passwordChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PasswordChanged event) {
        audit.record(new AuditEvent.AccountChanged(event.sub(), "password"));
    }
}
