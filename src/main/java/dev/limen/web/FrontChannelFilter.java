package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** The filter behind {@link FrontChannel}. */
@Provider
@FrontChannel
@Priority(ChannelFilter.FIRST)
final class FrontChannelFilter extends ChannelFilter {

    FrontChannelFilter(ChannelHeaders headers) {
        super(Channel.FRONT, headers);
    }
}
