package dev.limen.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.ext.Provider;
import java.util.Random;

/** What the JVM forgives and the native executable does not: a rule for each time that it was noticed late. */
@AnalyzeClasses(packages = "dev.limen", importOptions = DoNotIncludeTests.class)
class NativeTest {

    @ArchTest
    static final ArchRule filtersHoldNoRandomness = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Provider.class)
            .should()
            .haveRawType(assignableTo(Random.class))
            .because("filters are made while the program is built, and their seed would be in the executable");

    @ArchTest
    static final ArchRule viewsAreKnownToTheTemplates = classes()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .beAnnotatedWith(TemplateData.class)
            .because("a property that only an included template reads is found by reflection, which a native"
                    + " executable does not have");
}
