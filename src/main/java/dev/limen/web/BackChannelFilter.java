package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** The filter behind {@link BackChannel}. */
@Provider
@BackChannel
@Priority(ChannelFilter.FIRST)
final class BackChannelFilter extends ChannelFilter {

    BackChannelFilter(ChannelHeaders headers) {
        super(Channel.BACK, headers);
    }
}
