/**
 * What every HTTP answer of the provider shares: the four channels with their headers, the shape of errors on each of
 * them, cookies, links, the defence against forged forms, languages, and the layout of pages.
 *
 * <p>Leaves own their endpoints, templates and decisions; nothing here knows what a person or a client is.
 */
package dev.limen.web;
