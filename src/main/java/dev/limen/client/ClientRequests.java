package dev.limen.client;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.ClientCertificates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs what a client asks for at a back-channel endpoint. Where its document or keys must be loaded first, that happens
 * between two runs, so that neither a transaction nor a database connection waits for it; the first run is then undone.
 */
@ApplicationScoped
public class ClientRequests {

    /** The document that describes the client, its keys, and those of another issuer whose assertion it presents. */
    private static final int MAX_LOADS = 3;

    private final ClientCertificates certificates;
    private final ClientKeys keys;
    private final ClientDocuments documents;

    ClientRequests(ClientCertificates certificates, ClientKeys keys, ClientDocuments documents) {
        this.certificates = certificates;
        this.keys = keys;
        this.documents = documents;
    }

    /**
     * Answers the current request.
     *
     * @param authorization the values of all {@code Authorization} headers
     * @param form the parameters of the request body
     * @param useCase what is asked for: one transaction, which begins with {@link ClientAuthentication#authenticate}
     */
    public <T> T answer(List<String> authorization, Parameters form, Function<PresentedCredentials, T> useCase) {
        PresentedCredentials presented = new PresentedCredentials(authorization, form, certificates.chain());
        return withKeys(() -> useCase.apply(presented));
    }

    /**
     * Runs what may need the keys of a client without a client having authenticated: an answer that is encrypted for it.
     *
     * @param useCase one transaction
     */
    public <T> T withKeys(Supplier<T> useCase) {
        try {
            return withLoadedKeys(useCase);
        } catch (NoClientKeyException e) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "the client has no key to encrypt to with " + e.algorithm(),
                    "OpenID Connect Core 1.0, section 10.2");
        }
    }

    private <T> T withLoadedKeys(Supplier<T> useCase) {
        for (int loads = 0; loads < MAX_LOADS; loads++) {
            try {
                return useCase.get();
            } catch (KeysNeededException needed) {
                keys.load(needed);
            } catch (DocumentNeededException needed) {
                documents.load(needed);
            }
        }
        try {
            return useCase.get();
        } catch (KeysNeededException stillNeeded) {
            throw AuthenticationFaults.failed("the keys of the client cannot be loaded");
        } catch (DocumentNeededException stillNeeded) {
            throw AuthenticationFaults.failed("the document of the client cannot be loaded");
        }
    }

    /** As {@link #answer}, for what has no answer. */
    public void perform(List<String> authorization, Parameters form, Consumer<PresentedCredentials> useCase) {
        answer(authorization, form, presented -> {
            useCase.accept(presented);
            return presented;
        });
    }
}
