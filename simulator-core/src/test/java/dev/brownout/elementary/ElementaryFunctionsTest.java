package dev.brownout.elementary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bits of each function are those of {@link StrictMath}. */
class ElementaryFunctionsTest {
    private static final int CALLS = 500_000;
    private static final int CHANGE_CALLS = 2_000_000;
    private static final int THOROUGH_CALLS = 100_000_000;

    @ParameterizedTest
    @EnumSource
    void specialArgumentsHaveTheBitsOfTheReference(ReferenceFunction function) {
        double[] arguments = function.binary() ? SpecialArguments.ofTwo() : SpecialArguments.ofOne();
        double[] seconds = function.binary() ? arguments : new double[1];
        for (double x : arguments) {
            for (double y : seconds) {
                function.compare(x, y);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomArgumentsHaveTheBitsOfTheReference(ReferenceFunction function) {
        new RandomArguments(function, 1).compare(CALLS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("change")
    void moreRandomArgumentsHaveTheBitsOfTheReference(ReferenceFunction function) {
        new RandomArguments(function, 1).compare(CHANGE_CALLS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    void manyRandomArgumentsHaveTheBitsOfTheReference(ReferenceFunction function) {
        new RandomArguments(function, 2).compare(THOROUGH_CALLS);
    }
}
