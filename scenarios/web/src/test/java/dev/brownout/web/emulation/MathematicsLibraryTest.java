package dev.brownout.web.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class MathematicsLibraryTest {
    private static Object literals(String name) throws ReflectiveOperationException {
        Method method = Class.forName("org.apache.commons.math3.util.FastMathLiteralArrays")
                .getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    @Test
    void tablesAreThoseOfTheLibrary() throws ReflectiveOperationException {
        assertThat(MathematicsLibrary.OfTables.loadExpFracA()).isEqualTo(literals("loadExpFracA"));
        assertThat(MathematicsLibrary.OfTables.loadExpFracB()).isEqualTo(literals("loadExpFracB"));
        assertThat(MathematicsLibrary.OfTables.loadLnMant()).isDeepEqualTo((double[][]) literals("loadLnMant"));
    }
}
