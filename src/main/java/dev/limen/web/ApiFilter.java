package dev.limen.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** The filter behind {@link Api}. */
@Provider
@Api
@Priority(ChannelFilter.FIRST)
final class ApiFilter extends ChannelFilter {

    ApiFilter(ChannelHeaders headers) {
        super(Channel.API, headers);
    }
}
