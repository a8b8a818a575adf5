package dev.limen.device;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.config.LimenConfig;
import dev.limen.grant.DeviceCodes;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.AuthorizationRules;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The way of a device authorization request (RFC 8628, section 3.1). */
@ApplicationScoped
class DeviceAuthorizationEndpoint {

    private final ClientAuthentication authentication;
    private final Scopes scopes;
    private final AuthorizationDetailsTypes detailsTypes;
    private final RequestLimits limits;
    private final DeviceCodes deviceCodes;
    private final VerificationLinks links;
    private final LimenConfig.Device config;
    private final Audit audit;

    DeviceAuthorizationEndpoint(
            ClientAuthentication authentication,
            Scopes scopes,
            AuthorizationDetailsTypes detailsTypes,
            RequestLimits limits,
            DeviceCodes deviceCodes,
            VerificationLinks links,
            LimenConfig config,
            Audit audit) {
        this.authentication = authentication;
        this.scopes = scopes;
        this.detailsTypes = detailsTypes;
        this.limits = limits;
        this.deviceCodes = deviceCodes;
        this.links = links;
        this.config = config.device();
        this.audit = audit;
    }

    /**
     * Begins the flow for a device.
     *
     * @throws OAuthException as RFC 6749, section 5.2 has it
     * @throws jakarta.ws.rs.ClientErrorException 429 if too many codes were asked for
     */
    @Transactional(dontRollbackOn = OAuthException.class)
    DeviceAuthorization begin(PresentedCredentials credentials) {
        Parameters parameters = credentials.form();
        parameters.refuseMalformed();
        Client client = authentication.authenticate(credentials);
        if (!client.metadata.allows(ClientMetadata.DEVICE_CODE)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "the client is not registered for the device_code grant type",
                    "RFC 8628, section 3.1");
        }
        refuseResource(parameters);
        AuthorizationDetails details = detailsTypes.read(parameters, client.metadata);
        Scope scope = parameters
                .get("scope")
                .map(Scope::parse)
                .orElseGet(() -> details.isEmpty() ? usual(client) : Scope.EMPTY);
        AuthorizationRules.scopeAllowed(scope, details, client.metadata, scopes.known());
        limits.admit(client);
        DeviceCodes.Issued issued = deviceCodes.issue(client, client.metadata.usable(scope), details);
        audit.record(new AuditEvent.DeviceRequested(client.clientId, scope.toString()));
        return new DeviceAuthorization(issued, links, config.codeLifetime(), config.interval());
    }

    /** RFC 6749, section 3.3: a default. Access beyond the person's session has to be asked for by name. */
    private static Scope usual(Client client) {
        return client.metadata.scope().without(Scope.OFFLINE_ACCESS);
    }

    /** Dropped in silence, it would leave the client with more than it asked for. */
    private static void refuseResource(Parameters parameters) {
        if (parameters.has(Parameters.RESOURCE)) {
            throw new OAuthException(
                    ErrorCode.INVALID_TARGET, "name the resource in the token request", "RFC 8707, section 2");
        }
    }
}
