package dev.limen.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.limen.web.FrontChannel;
import dev.limen.web.SameOrigin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;

/** What the compiler does not see about endpoints. */
@AnalyzeClasses(packages = "dev.limen", importOptions = DoNotIncludeTests.class)
class EndpointsTest {

    @ArchTest
    static final ArchRule endpointsArePublic = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(OPTIONS.class)
            .should()
            .bePublic()
            .because("the framework passes over others with no more than a warning");

    @ArchTest
    static final ArchRule formsOfOurOwnComeFromUs = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("dev.limen.login..", "dev.limen.consent..", "dev.limen.demo..")
            .should()
            .beAnnotatedWith(SameOrigin.class)
            .because("no other site may press the buttons of our pages");

    @ArchTest
    static final ArchRule formsOfDevicePagesComeFromUs = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .and()
            .areDeclaredInClassesThat(resideInAPackage("dev.limen.device..").and(annotatedWith(FrontChannel.class)))
            .should()
            .beAnnotatedWith(SameOrigin.class)
            .because("no other site may approve a device");
}
