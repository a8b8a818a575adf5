package dev.limen.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import dev.limen.web.Api;
import dev.limen.web.BackChannel;
import dev.limen.web.FrontChannel;
import dev.limen.web.PublicMetadata;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The plan of the house: five levels, arrows point down only. */
@AnalyzeClasses(packages = "dev.limen", importOptions = DoNotIncludeTests.class)
class LevelsTest {

    private static final List<Class<? extends Annotation>> CHANNELS =
            List.of(FrontChannel.class, BackChannel.class, Api.class, PublicMetadata.class);

    private static final String[] TOOLS =
            packages("jose", "web", "config", "crypto", "json", "storage", "metadata", "outbound", "throttle");
    private static final String[] STATE = packages(
            "client", "user", "session", "key", "audit", "grant", "proof", "resource", "subject", "trust", "realm");
    private static final String[] SHARED = packages("interaction", "issuance", "signout");
    private static final String[] LEAVES = packages(
            "applications",
            "assertion",
            "authorize",
            "ciba",
            "consent",
            "demo",
            "device",
            "discovery",
            "exchange",
            "introspection",
            "login",
            "logout",
            "registration",
            "revocation",
            "start",
            "statuslist",
            "token",
            "userinfo");

    @ArchTest
    static final ArchRule arrowsPointDown = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.limen..")
            .layer("main")
            .definedBy("dev.limen")
            .layer("leaves")
            .definedBy(LEAVES)
            .layer("shared")
            .definedBy(SHARED)
            .layer("state")
            .definedBy(STATE)
            .layer("tools")
            .definedBy(TOOLS)
            .layer("kernel")
            .definedBy("dev.limen.protocol..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("leaves")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("shared")
            .mayOnlyBeAccessedByLayers("leaves", "main")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("shared", "leaves", "main")
            .whereLayer("tools")
            .mayOnlyBeAccessedByLayers("state", "shared", "leaves", "main")
            .ensureAllClassesAreContainedInArchitectureIgnoring("io.quarkus..")
            .because("a change then touches only what stands above it");

    @ArchTest
    static final ArchRule kernelIsPure = classes()
            .that()
            .resideInAPackage("dev.limen.protocol..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.security.auth.x500..", "dev.limen.protocol.."))
            .because("the rules of the protocol must be readable and testable without any framework");

    @ArchTest
    static final ArchRule leavesNeverMeet = slices().matching("dev.limen.(*)..")
            .namingSlices("$1")
            .as("leaves")
            .that(new com.tngtech.archunit.base.DescribedPredicate<>("are leaves") {
                @Override
                public boolean test(com.tngtech.archunit.library.dependencies.Slice slice) {
                    return java.util.Arrays.asList(LEAVES).contains("dev.limen." + slice.getNamePart(1) + "..");
                }
            })
            .should()
            .notDependOnEachOther()
            .because("leaves meet in stored state and a redirect, so that each can be read and switched off alone");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.limen.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package");

    @ArchTest
    static final ArchRule httpStaysAtTheEdge = noClasses()
            .that(resideInAnyPackage(concat(STATE, SHARED)).and(notHealthChecks()))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx.."))
            .because("what is shared must not know by which door a request came");

    @ArchTest
    static final ArchRule oneUserOfTheJoseLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("dev.limen.jose..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.jose4j..", "io.smallrye.jwt.."))
            .because("algorithms are pinned and limits are set in one place");

    @ArchTest
    static final ArchRule oneConstantTimeComparison = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.limen.protocol.ConstantTime")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
            .because("S28: a comparison of secrets that leaks time must have no place to hide");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.limen.config.SystemClock")
            .and()
            .resideOutsideOfPackage("dev.limen.storage..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests move the clock instead of waiting");

    @ArchTest
    static final ArchRule entitiesStayBelow = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAnyPackage(concat(STATE, packages("interaction")))
            .because("a leaf that owns rows would own rules of change");

    @ArchTest
    static final ArchRule oneChannelForEachEndpoint = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should(new ArchCondition<>("carry exactly one channel annotation") {
                @Override
                public void check(JavaClass resource, ConditionEvents events) {
                    long channels =
                            CHANNELS.stream().filter(resource::isAnnotatedWith).count();
                    if (channels != 1) {
                        events.add(SimpleConditionEvent.violated(
                                resource, resource.getName() + " carries " + channels + " channels"));
                    }
                }
            })
            .because("headers, cross-origin rules and the shape of errors hang on the channel");

    @ArchTest
    static final ArchRule keysAreLoadedOutsideTransactions = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.limen.client.ClientRequests")
            .should()
            .callConstructorWhere(target(owner(assignableTo("dev.limen.client.PresentedCredentials"))))
            .because("whoever authenticates clients without it would fail where their keys have to be loaded first");

    @ArchTest
    static final ArchRule oneWayOut = noClasses()
            .that()
            .resideOutsideOfPackages("dev.limen.outbound..", "dev.limen.demo..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..")
                    .or(assignableTo("java.net.URLConnection"))
                    .or(assignableTo("io.vertx.core.http.HttpClient"))
                    .or(assignableTo("io.vertx.core.net.NetClient")))
            .because("S31: a call that does not pass the guard may lead anywhere");

    @ArchTest
    static final ArchRule oneDoorToResources = noClasses()
            .that()
            .resideInAnyPackage(packages("userinfo", "account", "admin", "ciba", "registration"))
            .should()
            .dependOnClassesThat(assignableTo("dev.limen.issuance.TokenCheck"))
            .because("S30: a resource that looks at the token alone would serve a bound one to whoever stole it");

    @ArchTest
    static final ArchRule everyTokenPassesTheGate = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.limen.issuance.Gate")
            .should()
            .callConstructorWhere(target(owner(assignableTo("dev.limen.issuance.Admitted"))))
            .because(
                    "S20: tokens are issued for what is Admitted alone, and a newer grant must not get round the gate");

    @ArchTest
    static final ArchRule oneConnectionForEachTokenRequest = noClasses()
            .that()
            .resideInAnyPackage(packages("grant", "issuance", "token", "exchange", "assertion"))
            .should()
            .callMethod(QuarkusTransaction.class, "requiringNew")
            .because("requests that hold one connection and wait for another can leave each other waiting for ever");

    @ArchTest
    static final ArchRule formatsIssueForIssuanceAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.limen.issuance..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.limen.issuance.AccessTokenFormat")
            .because("S20: a leaf that makes access tokens by itself would get round the gate");

    @ArchTest
    static final ArchRule nothingRandomIsMadeAtBuildTime = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(assignableTo(java.util.Random.class))
            .because("a static field of the native executable has the seed of the machine that built it");

    @ArchTest
    static final ArchRule noReflectionOfOurs = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang.reflect..")
                    // a parameter of the interfaces of Jakarta REST, which nothing of ours looks into
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(
                            JavaClass.Predicates.type(java.lang.reflect.Type.class))))
            .because("the native executable knows only what the build has seen");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notHealthChecks() {
        return com.tngtech.archunit.base.DescribedPredicate.not(
                JavaClass.Predicates.assignableTo("org.eclipse.microprofile.health.HealthCheck"));
    }

    private static String[] packages(String... names) {
        return java.util.Arrays.stream(names)
                .map(name -> "dev.limen." + name + "..")
                .toArray(String[]::new);
    }

    private static String[] concat(String[] one, String[] other) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(one), java.util.Arrays.stream(other))
                .toArray(String[]::new);
    }
}
