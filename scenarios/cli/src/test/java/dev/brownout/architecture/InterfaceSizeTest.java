package dev.brownout.architecture;

import static dev.brownout.architecture.ProductSources.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits on the default methods of interfaces that all extensions of a kind implement. */
@Tag("once")
class InterfaceSizeTest {
    /** A method that few implementations override belongs to an interface of its own. The limits may only fall. */
    @ParameterizedTest
    @CsvSource({
        "spi.Component, 4", //
        "spi.ComponentSpec, 3", //
        "spi.FaultSpec, 2", //
        "spi.Step, 0"
    })
    void defaultMethodsDoNotGrow(String type, int maximum) {
        var defaults = ProductSources.CLASSES.get(BASE + "." + type).getMethods().stream()
                .filter(InterfaceSizeTest::isDefault)
                .map(JavaMethod::getName)
                .collect(Collectors.toSet());
        assertThat(defaults).as("default methods of %s", type).hasSize(maximum);
    }

    private static boolean isDefault(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.ABSTRACT)
                && !method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.PRIVATE);
    }
}
