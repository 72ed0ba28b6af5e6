package dev.brownout.architecture;

import org.junit.jupiter.api.Nested;

/**
 * The rules about classes. They are nested in one class, so that one process imports all classes of the product, which
 * takes longer than all rules together. {@code -Dtest=} names them as usual.
 */
class ArchitectureTest {
    @Nested
    class DependencyRules extends DependenciesTest {}

    @Nested
    class DeterminismRules extends DeterminismRulesTest {}

    @Nested
    class OutputRules extends OutputRulesTest {}

    @Nested
    class ConventionRules extends CodeConventionsTest {}

    @Nested
    class InterfaceRules extends InterfaceSizeTest {}
}
