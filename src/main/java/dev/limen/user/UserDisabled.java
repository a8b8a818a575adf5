package dev.limen.user;

import java.util.UUID;

/** Fired in the transaction that disables an account: whatever lives on its behalf ends with it. */
public record UserDisabled(UUID userId, String sub) {}
