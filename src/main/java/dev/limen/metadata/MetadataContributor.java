package dev.limen.metadata;

/**
 * A part of the provider that has something to say in its metadata (OpenID Connect Discovery 1.0, section 3; RFC 8414,
 * section 2). Every bean of this type is asked at the start and every few seconds; a part that is switched off says
 * nothing.
 */
@FunctionalInterface
public interface MetadataContributor {

    void contribute(Metadata metadata);
}
