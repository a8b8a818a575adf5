package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** The filter behind {@link PublicMetadata}. */
@Provider
@PublicMetadata
@Priority(ChannelFilter.FIRST)
final class PublicMetadataFilter extends ChannelFilter {

    PublicMetadataFilter(ChannelHeaders headers) {
        super(Channel.PUBLIC, headers);
    }
}
