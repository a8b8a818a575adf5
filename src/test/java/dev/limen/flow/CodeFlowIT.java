package dev.limen.flow;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link CodeFlowTest} on the packaged program. */
@QuarkusIntegrationTest
@WithTestResource(PackagedProgram.class)
class CodeFlowIT extends CodeFlowTest {}
