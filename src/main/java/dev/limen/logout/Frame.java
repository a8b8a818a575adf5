package dev.limen.logout;

import io.quarkus.qute.TemplateData;

/**
 * A frame in which a client signs its visitor out.
 *
 * @param src the client's {@code frontchannel_logout_uri}, with what it wants to be told
 * @param origin of that address, as in RFC 6454, section 6.2
 * @param client the client's name
 */
@TemplateData
record Frame(String src, String origin, String client) {}
