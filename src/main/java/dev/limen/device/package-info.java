/**
 * The device authorization grant (RFC 8628), whole: the endpoint that a device begins at, the pages on which a person
 * enters its code and decides, the QR code that leads there, and the grant type that the device polls with.
 *
 * <p>It leaves signing in to {@code login}, reached by a redirect and the stored attempt, the life of the codes to
 * {@code grant}, and what is issued to {@code issuance}.
 */
package dev.limen.device;
