package dev.brownout.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** JUnit parameter resolver that passes a {@link SimulatedRun} to test methods. */
final class RunResultResolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return parameterContext.getParameter().getType() == SimulatedRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        try {
            TestScenario scenario = TestScenario.of(annotatedClass(extensionContext.getRequiredTestClass()));
            Variant methodVariant = parameterContext.getDeclaringExecutable().getAnnotation(Variant.class);
            String defaultVariant = methodVariant == null ? scenario.variants().get(0) : methodVariant.value();
            return scenario.run(parameterContext
                    .findAnnotation(Variant.class)
                    .map(Variant::value)
                    .orElse(defaultVariant));
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException(e.getMessage(), TestFrames.ofMethod(e));
        }
    }

    /** Returns the class if it is annotated; else its nearest annotated enclosing class, or its outermost class. */
    private static Class<?> annotatedClass(Class<?> type) {
        Class<?> candidate = type;
        while (!candidate.isAnnotationPresent(SimulationTest.class) && candidate.getEnclosingClass() != null) {
            candidate = candidate.getEnclosingClass();
        }
        return candidate;
    }
}
