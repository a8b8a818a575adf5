package dev.limen.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a form handler that only the provider's own pages may post to. A browser tells where a form came from
 * ({@code Origin}, {@code Sec-Fetch-Site}); a foreign origin is refused before the form is read. Use it together with
 * {@link Csrf}, which also covers clients that send neither header.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SameOrigin {}
