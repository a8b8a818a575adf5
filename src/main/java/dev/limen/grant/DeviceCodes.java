package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.MasterKey;
import dev.limen.crypto.Tokens;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.UserCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The life of device codes (RFC 8628). Runs in the caller's transaction. */
@ApplicationScoped
public class DeviceCodes {

    private static final String USER_CODE = "user code";

    /** Codes drawn until one is free; with a million devices that wait, each is taken with a probability of 1 in 25000. */
    private static final int DRAWS = 5;

    private final Clock clock;
    private final LimenConfig.Device config;
    private final Tokens tokens;
    private final MasterKey masterKey;
    private final StrictJson json;

    DeviceCodes(Clock clock, LimenConfig config, Tokens tokens, MasterKey masterKey, StrictJson json) {
        this.clock = clock;
        this.config = config.device();
        this.tokens = tokens;
        this.masterKey = masterKey;
        this.json = json;
    }

    /** What a device is handed. */
    public record Issued(OpaqueToken deviceCode, UserCode userCode) {}

    /** Issues a device code, and the user code that goes with it. */
    public Issued issue(Client client, Scope scope, AuthorizationDetails details) {
        String wanted = json.write(details.objects());
        for (int draw = 0; draw < DRAWS; draw++) {
            Issued issued = new Issued(tokens.next(), tokens.userCode());
            if (code(issued, client, scope).add(wanted)) {
                return issued;
            }
        }
        throw new IllegalStateException("no free user code in " + DRAWS + " draws");
    }

    /** The device code with its client, and with its grant where a person gave one; used, expired or not. */
    public Optional<DeviceCode> find(OpaqueToken deviceCode) {
        return DeviceCode.byHash(deviceCode.hash());
    }

    /** The same, by what is stored of it. */
    public Optional<DeviceCode> byHash(byte[] hash) {
        return DeviceCode.byHash(hash);
    }

    /** The device that waits for a person with this user code. */
    public Optional<DeviceCode> waiting(UserCode userCode) {
        return DeviceCode.byUserCode(keyedHash(userCode)).filter(code -> code.waits(clock.instant()));
    }

    private DeviceCode code(Issued issued, Client client, Scope scope) {
        Instant now = clock.instant();
        DeviceCode code = new DeviceCode();
        code.hash = issued.deviceCode().hash();
        code.userCodeHash = keyedHash(issued.userCode());
        code.client = client;
        code.scope = scope.toString();
        code.intervalSeconds = Math.toIntExact(config.interval().toSeconds());
        code.createdAt = now;
        code.expiresAt = now.plus(config.codeLifetime());
        return code;
    }

    private byte[] keyedHash(UserCode userCode) {
        return masterKey.keyedHash(USER_CODE, userCode.shown().getBytes(StandardCharsets.US_ASCII));
    }
}
