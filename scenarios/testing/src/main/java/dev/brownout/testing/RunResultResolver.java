package dev.brownout.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** JUnit parameter resolver that passes a {@link SimulatedRun} to test methods. */
final class RunResultResolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == SimulatedRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        try {
            TestScenario prepared = TestScenario.of(annotated(test.getRequiredTestClass()));
            Variant onMethod = parameter.getDeclaringExecutable().getAnnotation(Variant.class);
            String first = onMethod == null ? prepared.variants().get(0) : onMethod.value();
            return prepared.run(
                    parameter.findAnnotation(Variant.class).map(Variant::value).orElse(first));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterResolutionException(wrong.getMessage(), wrong);
        }
    }

    /** Returns the class itself if it is annotated, else the nearest enclosing class that is. */
    private static Class<?> annotated(Class<?> type) {
        Class<?> around = type;
        while (!around.isAnnotationPresent(SimulationTest.class) && around.getEnclosingClass() != null) {
            around = around.getEnclosingClass();
        }
        return around;
    }
}
