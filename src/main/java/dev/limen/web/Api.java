package dev.limen.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource that is protected by an access token (userinfo): failures carry the {@code WWW-Authenticate} header of
 * RFC 6750 3, and only the origins of registered clients may read the answer from a browser.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Api {}
