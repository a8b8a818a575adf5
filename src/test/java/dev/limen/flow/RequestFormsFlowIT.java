package dev.limen.flow;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link RequestFormsFlowTest} on the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PackagedProgram.class)
class RequestFormsFlowIT extends RequestFormsFlowTest {}
