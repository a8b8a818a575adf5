package dev.limen.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry with the moment and the request it belongs to.
 *
 * @param id made here, so that a write whose answer was lost can be repeated
 */
record AuditRow(UUID id, Instant at, AuditEntry entry, Optional<String> address, Optional<String> reference) {}
