package dev.limen.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an endpoint that a client calls by itself (token, revocation, introspection): answers are JSON that nobody may store
 * (RFC 6749 5.1), failures have the shape of RFC 6749 5.2, and only the origins of registered clients may read them from a
 * browser.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface BackChannel {}
