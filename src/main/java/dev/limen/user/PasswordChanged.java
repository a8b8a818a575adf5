package dev.limen.user;

import java.util.UUID;

/** Fired in the transaction that gives an account another password: whoever knew the old one is signed out. */
public record PasswordChanged(UUID userId, String sub) {}
