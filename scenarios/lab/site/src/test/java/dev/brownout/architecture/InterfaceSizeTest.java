package dev.brownout.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static dev.brownout.architecture.ProductSources.BASE;
import static dev.brownout.architecture.ProductSources.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits on the interfaces for extensions, their methods, and the components of records. */
@Tag("once")
class InterfaceSizeTest {
    private static final int MAX_COMPONENTS = 14;

    /** A method that few implementations override belongs to an interface of its own. The limits may only fall. */
    @ParameterizedTest
    @CsvSource({
        "spi.Component, 4", //
        "spi.ComponentSpec, 3", //
        "spi.FaultSpec, 2", //
        "spi.FilterSpec, 7", //
        "spi.Step, 0"
    })
    void defaultMethodsDoNotGrow(String type, int maximum) {
        var defaults = ProductSources.CLASSES.get(BASE + "." + type).getMethods().stream()
                .filter(InterfaceSizeTest::isDefault)
                .map(JavaMethod::getName)
                .collect(Collectors.toSet());
        assertThat(defaults).as("default methods of %s", type).hasSize(maximum);
    }

    /** A method that few components call belongs to an object of its theme. The limit may only fall. */
    @Test
    void contextDoesNotGrow() {
        var methods = ProductSources.CLASSES.get(BASE + ".spi.ComponentContext").getMethods();
        assertThat(methods).as("methods of ComponentContext").hasSize(20);
    }

    /** A property or capability of a few kinds belongs to the interface of its theme. The limit may only fall. */
    @Test
    void capabilityInterfacesDoNotGrow() {
        var themes = ProductSources.CLASSES.stream()
                .filter(resideInAnyPackage(within("spi.component", "spi.fault")))
                .filter(type -> type.isInterface() && !type.isNestedClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toSet());
        assertThat(themes).as("capability interfaces").hasSize(15);
    }

    /** A record with more components consists of records by topic. */
    @Test
    void recordsHaveFewComponents() {
        var large = ProductSources.CLASSES.stream()
                .filter(JavaClass::isRecord)
                .filter(type -> components(type).count() > MAX_COMPONENTS)
                .map(JavaClass::getName);
        assertThat(large)
                .as("records with more than %d components", MAX_COMPONENTS)
                .isEmpty();
    }

    /**
     * A component of a record does not override a default method of another package by its name: a parameter of a
     * scenario has the same name as the method by chance.
     */
    @Test
    void overridesOfDefaultMethodsAreWritten() {
        var accidental = ProductSources.CLASSES.stream()
                .filter(JavaClass::isRecord)
                .flatMap(type -> type.getAllRawInterfaces().stream()
                        .filter(general -> !general.getPackageName().equals(type.getPackageName()))
                        .flatMap(general -> components(type)
                                .filter(name -> general.tryGetMethod(name)
                                        .filter(InterfaceSizeTest::isDefault)
                                        .isPresent())
                                .map(name -> type.getName() + "." + name)));
        assertThat(accidental).as("components that override a default method").isEmpty();
    }

    private static Stream<String> components(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(JavaField::getName);
    }

    private static boolean isDefault(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.ABSTRACT)
                && !method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.PRIVATE);
    }
}
